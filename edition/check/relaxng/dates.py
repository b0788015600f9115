# SPDX-License-Identifier: MIT
"""Dates, times and durations of XML Schema 1.0 (part 2, section 3.2.6 to 3.2.14), with real days.

`read` functions give a value that compares as the type does, or None for what is no such date. They
do not collapse white space: the datatype has done so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    Number = int | Fraction
    Moment = tuple[str, Number, bool]  # type, seconds on a common line, whether a time zone is given

_ZONE = r"(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR = r"(-?(?:[1-9]\d{4,}|\d{4}))"
_TIME = r"(\d\d):(\d\d):(\d\d(?:\.\d+)?)"
_FORMS = {
    "date": rf"{_YEAR}-(\d\d)-(\d\d){_ZONE}",
    "gYearMonth": rf"{_YEAR}-(\d\d)(){_ZONE}",
    "gYear": rf"{_YEAR}()(){_ZONE}",
    "gMonthDay": rf"()--(\d\d)-(\d\d){_ZONE}",
    "gMonth": rf"()--(\d\d)(){_ZONE}",
    "gDay": rf"()()---(\d\d){_ZONE}",
    "dateTime": rf"{_YEAR}-(\d\d)-(\d\d)T{_TIME}{_ZONE}",
    "time": rf"{_TIME}{_ZONE}",
    "duration": r"(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?"
    r"(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?",
}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# gMonthDay has no year: 29 February exists in some.
_ANY_LEAP_YEAR = 2000


def _is_leap(year: int) -> bool:
    """Leap years of the proleptic Gregorian calendar; there is no year 0, and -1 is the year before 1."""
    year = year + 1 if year < 0 else year
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year: int) -> int:
    """Days from the beginning of the year 1 to that of `year`."""
    past = (year + 1 if year < 0 else year) - 1
    return 365 * past + past // 4 - past // 100 + past // 400


def _day_number(year: int, month: int, day: int) -> int | None:
    """The number of a day, or None where the calendar has no such day."""
    if not 1 <= month <= 12 or not day >= 1:
        return None
    leap = _is_leap(year)
    if day > _LENGTHS[month - 1] + (month == 2 and leap):
        return None
    return _days_before(year) + sum(_LENGTHS[: month - 1]) + (month > 2 and leap) + day - 1


@cache
def _form(kind: str) -> re.Pattern[str]:
    """The form of a datatype, compiled when it is first asked."""
    return re.compile(_FORMS[kind], re.ASCII)


def _zone(text: str | None) -> int:
    """Seconds east of Greenwich."""
    if not text or text == "Z":
        return 0
    sign = -1 if text[0] == "-" else 1
    return sign * (int(text[1:3]) * 3600 + int(text[4:6]) * 60)


def _seconds(hour: str, minute: str, second: str) -> Number | None:
    """The time of day; 24:00:00 is the end of the day."""
    hours, minutes, seconds = int(hour), int(minute), _exactly(second)
    if minutes > 59 or seconds >= 60 or hours > 24 or (hours == 24 and (minutes or seconds)):
        return None
    return hours * 3600 + minutes * 60 + seconds


def _exactly(second: str) -> Number:
    if second.isdigit():
        return int(second)
    from fractions import Fraction  # noqa: PLC0415 - hardly any document has parts of a second

    return Fraction(second)


def read(kind: str, text: str) -> Moment | tuple[int, Decimal] | None:
    """The value of a text as the datatype `kind`, or None."""
    if kind == "duration":
        return read_duration(text)
    return {"dateTime": read_date_time, "time": read_time}.get(kind, read_calendar)(kind, text)


def read_calendar(kind: str, text: str) -> Moment | None:
    """A date, gYearMonth, gYear, gMonthDay, gMonth or gDay."""
    found = _form(kind).fullmatch(text)
    if found is None:
        return None
    year, month, day, zone = found.groups()
    if year and int(year) == 0:
        return None
    number = _day_number(int(year) if year else _ANY_LEAP_YEAR, int(month or 1), int(day or 1))
    if number is None:
        return None
    return kind, number * 86400 - _zone(zone), zone is not None


def read_date_time(_kind: str, text: str) -> Moment | None:
    """A dateTime."""
    found = _form("dateTime").fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    number = _day_number(int(year), int(month), int(day)) if int(year) else None
    seconds = _seconds(hour, minute, second)
    if number is None or seconds is None:
        return None
    return "dateTime", number * 86400 + seconds - _zone(zone), zone is not None


def read_time(_kind: str, text: str) -> Moment | None:
    """A time."""
    found = _form("time").fullmatch(text)
    seconds = _seconds(*found.groups()[:3]) if found else None
    if found is None or seconds is None:
        return None
    zone = found.group(4)
    return "time", (seconds - _zone(zone)) % 86400, zone is not None


# Months differ in length: durations compare as they do from these four days (XML Schema part 2, 3.2.6.2).
_REFERENCE_MONTHS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


def order_of_durations(one: tuple[int, Decimal], two: tuple[int, Decimal]) -> int | None:
    """-1, 0 or 1; None where the length of months decides."""
    orders = set()
    for year, month in _REFERENCE_MONTHS:
        ends = []
        for months, seconds in (one, two):
            past = year * 12 + month - 1 + months
            first = _day_number(past // 12, past % 12 + 1, 1) if past >= 12 else None
            if first is None:  # before the calendar begins: only lengths that are far apart get there
                first = past * 30
            ends.append(first * 86400 + seconds)
        orders.add((ends[0] > ends[1]) - (ends[0] < ends[1]))
    return orders.pop() if len(orders) == 1 else None


def read_duration(text: str) -> tuple[int, Decimal] | None:
    """A duration, as months and seconds."""
    found = _form("duration").fullmatch(text)
    if found is None or text[-1] in "PT":
        return None
    minus, *numbers = found.groups()
    years, months, days, hours, minutes = (int(number or 0) for number in numbers[:5])
    from decimal import Decimal  # noqa: PLC0415 - hardly any document has durations

    sign = -1 if minus else 1
    seconds = Decimal(numbers[5] or 0) + days * 86400 + hours * 3600 + minutes * 60
    return sign * (12 * years + months), sign * seconds
