# SPDX-License-Identifier: MIT
"""When a dating attribute says something was: its first and its last day, or why it says nothing.

The forms are those of `teidata.temporal.w3c` (TEI P5, 13.4.7; XML Schema Part 2, 3.2.7) and the calendar
dates of ISO 8601. Years count as there: -0044 is before the common era, and the calendar is the Gregorian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Day = tuple[int, int, int]

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_W3C = re.compile(rf"(-?\d{{4,}})(?:-(\d\d)(?:-(\d\d)(?:T{_TIME})?)?)?{_ZONE}")
_COMPACT = re.compile(r"\d{8}")  # a year to XML Schema, but nobody writes of the year 19,210,308
_YEARLESS = re.compile(rf"--(\d\d)(?:-(\d\d))?{_ZONE}|---(\d\d){_ZONE}|{_TIME}{_ZONE}")
_ISO = re.compile(r"([+-]?\d{4})(?:-(\d\d)(?:-(\d\d))?|(\d\d)(\d\d))?(?:T.*)?")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Moment(NamedTuple):
    """The days within which something was; one may be unknown (None)."""

    first: Day | None
    last: Day | None

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.first is not None or self.last is not None


NEVER = Moment(None, None)


class Wrong(NamedTuple):
    """Why a value is no date: `kind` is equal for equal mistakes, the rest are sentences."""

    kind: str
    reason: str
    hint: str = ""


def read(value: str) -> Moment | Wrong:
    """A value of @when and its like. A day or month without a year is right, and NEVER."""
    value = value.strip()
    found = _W3C.fullmatch(value)
    if found and not _COMPACT.fullmatch(value):
        return _days(int(found[1]), found[2], found[3])
    yearless = _YEARLESS.fullmatch(value)
    if yearless:
        month, day = yearless[1], yearless[2] or yearless[3]
        wrong = _impossible(4, int(month or 1), int(day or 1))  # a year in which 29 February is
        return wrong or NEVER
    return _explained(value)


def read_iso(value: str) -> Moment | Wrong:
    """A value of @when-iso and its like; a form that is not a calendar date is left alone, and NEVER."""
    found = _ISO.fullmatch(value.strip())
    return _days(int(found[1]), found[2] or found[4], found[3] or found[5]) if found else NEVER


def span(moments: Iterable[Moment]) -> Moment:
    """From the first day of all to the last, as far as they are known."""
    known = [moment for moment in moments if moment.known]
    first = [moment.first for moment in known]
    last = [moment.last for moment in known]
    return Moment(
        min((day for day in first if day), default=None) if None not in first else None,
        max((day for day in last if day), default=None) if None not in last else None,
    )


def shown(day: Day | None) -> str:
    """A day in the form of TEI; the first and the last of a year are the year."""
    if day is None:
        return "?"
    year, month, of_month = day
    number = f"{year:05d}" if year < 0 else f"{year:04d}"
    return number if (month, of_month) in {(1, 1), (12, 31)} else f"{number}-{month:02d}-{of_month:02d}"


def _days(year: int, month: str | None, day: str | None) -> Moment | Wrong:
    if month is None:
        return Moment((year, 1, 1), (year, 12, 31))
    number = int(month)
    if day is None:
        return _impossible(year, number, 1) or Moment((year, number, 1), (year, number, _length(year, number)))
    exact = (year, number, int(day))
    return _impossible(*exact) or Moment(exact, exact)


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def _impossible(year: int, month: int, day: int) -> Wrong | None:
    if month == 0 or day == 0:
        known = f"{year:04d}" if month == 0 else f"{year:04d}-{month:02d}"
        return Wrong("zero", f"there is no {'month' if month == 0 else 'day'} 0", f"Leave out what is not known: write “{known}”.")
    if month > 12:
        turned = day > 12 or f" Did you mean “{year:04d}-{day:02d}-{month:02d}”?"
        return Wrong("month", f"there is no month {month}", "Year, month and day stand in this order." + ("" if turned is True else turned))
    length = _length(year, month)
    if day <= length:
        return None
    reason = f"{_MONTHS[month - 1]} has {length} days" if month != 2 else f"February {year} had {length} days"
    if (month, day) == (2, 29) and year % 4 == 0 and year <= 1923:
        return Wrong("julian", reason, "It was a day of the Julian calendar; attributes have the Gregorian, the text may have the other.")
    return Wrong("day", reason, f"The last day of that month is “{year:04d}-{month:02d}-{length}”.")


_EXPLAINED: tuple[tuple[str, str, str, str], ...] = (
    ("empty", r"", "it is empty", "Give a date, or remove the attribute."),
    ("short year", r"-?\d{1,3}(?:-\d\d){0,2}", "a year has four digits", "Write “{0}”."),
    ("no zeros", r"-?\d{4}-\d{1,2}(?:-\d{1,2})?", "months and days have two digits", "Write “{0}”."),
    ("range", r"-?\d{4}(?:-\d\d){0,2}\s*[/\u2013\u2014-]\s*\d{2,4}(?:-\d\d){0,2}", "it is a range", "A range has two attributes: @from and @to, or @notBefore and @notAfter."),
    ("compact", r"\d{8}", "it lacks its hyphens", "Write “{0}”."),
    ("turned", r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}", "year, month and day stand in this order, with hyphens", "Write “1921-03-08” for 8 March 1921."),
    ("slashes", r"\d{4}[./]\d{1,2}(?:[./]\d{1,2})?", "between year, month and day are hyphens", "Write “{0}”."),
    ("uncertain", r"(?:c|ca|circa|um|vers|about|before|after|vor|nach|ante|post)\b.*|.*\?|\[.*\]|\d{3}[xX?-]", "an attribute has no words or signs of doubt", "Say what is sure with @notBefore and @notAfter, and how sure it is with @cert."),
    ("hour", rf"-?\d{{4}}-\d\d-\d\d\s+{_TIME}{_ZONE}", "between day and hour stands a “T”", "Write “{0}”."),
)  # fmt: skip


def _explained(value: str) -> Wrong:
    for kind, pattern, reason, hint in _EXPLAINED:
        if re.fullmatch(pattern, value, re.IGNORECASE):
            return Wrong(kind, reason, hint.format(_mended(kind, value)))
    return Wrong("form", "it is no date", "Write “1921”, “1921-03” or “1921-03-08”; the words stand in the text.")


def _mended(kind: str, value: str) -> str:
    """The value as it was most likely meant."""
    if kind == "compact":
        return f"{value[:4]}-{value[4:6]}-{value[6:]}"
    if kind == "hour":
        return "T".join(value.split())
    sign, parts = ("-", value[1:]) if value.startswith("-") else ("", value)
    year, *rest = re.split(r"[-./]", parts)
    return sign + "-".join([year.zfill(4), *(part.zfill(2) for part in rest)])
