# SPDX-License-Identifier: MIT
"""A project decides how much each finding weighs, and an editor silences one at its place."""

from __future__ import annotations

import pytest

from edition import project
from edition.check.run import check, check_sources
from edition.errors import UsageError

TEI = '{pi}<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
WRONG = '<p><date from="1921" to="1912"/></p>'


def write(folder, body, pi="", name="a.xml"):
    (folder / name).write_text(TEI.format(pi=pi, body=body), encoding="utf-8")
    return folder / name


def codes(file):
    return [finding.code for finding in check_sources([file], folder=file.parent).findings]


@pytest.mark.parametrize(
    ("body", "pi", "expected"),
    [
        (WRONG, "", 1),
        (f"<?edition ignore date-order?>{WRONG}", "", 0),
        (f"<?edition ignore date-order?>\n<!-- looked at -->\n{WRONG}", "", 0),
        (f"<?edition ignore date-order?><p/>{WRONG}", "", 1),
        (f"<?edition ignore date-order?>{WRONG}{WRONG}", "", 1),
        (f"<?edition ignore date-order?><div>{WRONG}{WRONG}</div>{WRONG}", "", 1),
        (f"<?edition ignore date-invalid date-order?>{WRONG}", "", 0),
        (f"<?edition ignore date-invalid?>{WRONG}", "", 1),
        (f"<?edition IGNORE date-order?>{WRONG}", "", 1),
        (f"<?other ignore date-order?>{WRONG}", "", 1),
        (WRONG * 3, "<?edition ignore date-order?>", 0),
        ('<p>a <?edition ignore date-order?><date from="1921" to="1912"/> b <date from="1921" to="1912"/></p>', "", 1),
        (f"<?edition ignore date-order?><div><?edition ignore date-order?>{WRONG}{WRONG}</div>{WRONG}", "", 1),
    ],
)
def test_an_instruction_holds_for_the_next_element(tmp_path, body, pi, expected):
    """With all that is in it and nothing else; before the root element, for the file."""
    assert codes(write(tmp_path, body, pi)) == ["date-order"] * expected


@pytest.mark.parametrize("body", ["<p>x</p><?edition ignore date-order?>", "<?edition ignore?><p/>", "<?edition ignore nonsense?><p/>"])
def test_an_instruction_that_silences_nothing_is_told(tmp_path, body):
    """A slip in an instruction must not look as if it worked."""
    assert codes(write(tmp_path, body)) == ["ignore-unknown"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<p><ref target="#nowhere"/></p>', "ref-broken"),
        ('<p xml:id="1"/>', "id-invalid"),
        ('<p xml:lang="lat"/>', "lang-unknown"),
        ('<p><persName ref=""/></p>', "ref-empty"),
    ],
)
def test_findings_of_every_kind_can_be_silenced(tmp_path, body, code):
    """Not plausibility alone: ids and pointers too."""
    assert codes(write(tmp_path, body)) == [code]
    assert codes(write(tmp_path, f"<?edition ignore {code}?>{body}")) == []


def test_what_is_silenced_is_not_counted_among_others(tmp_path):
    """A group tells how many are left; its first place is one that is not silenced."""
    one = '<p xml:lang="lat"/>\n'
    [finding] = check_sources([write(tmp_path, f"<?edition ignore lang-unknown?>{one}{one * 3}")]).findings

    assert finding.line == 2
    assert "2 other elements" in finding.message


def test_an_entry_of_a_list_can_be_silenced_alone(tmp_path):
    """The list still tells of the others that nothing mentions."""
    people = "<listPerson><?edition ignore register-unmentioned?>" + "".join(
        f'<person xml:id="p{number}"><persName>P{number}</persName></person>' for number in range(3)
    )
    [finding] = check_sources([write(tmp_path, f'{people}</listPerson><p><persName ref="#p2">P</persName></p>')]).findings

    assert "#p1" in finding.message
    assert "#p0" not in finding.message


def test_an_included_file_silences_its_own(tmp_path):
    """The instruction stands in the file of the finding, whoever includes it."""
    part = '<div xmlns="http://www.tei-c.org/ns/1.0"><?edition ignore date-order?>' + WRONG + WRONG + "</div>"
    (tmp_path / "part.inc").write_text(part)
    file = write(tmp_path, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.inc"/>')

    assert codes(file) == ["date-order"]


def load(folder, levels):
    write(folder, WRONG + '<p xml:lang="lat"/>')
    (folder / "edition.toml").write_text(f"[check.levels]\n{levels}\n")
    return project.load(folder / "edition.toml")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("", ["error date-order", "warning lang-unknown"]),
        ('date-order = "hint"', ["hint date-order", "warning lang-unknown"]),
        ('date-order = "off"\nlang-unknown = "error"', ["error lang-unknown"]),
    ],
)
def test_a_project_raises_lowers_and_switches_off(tmp_path, levels, expected):
    """`[check.levels]` decides; what it does not name keeps its usual level."""
    found = check(load(tmp_path, levels)).findings

    assert [f"{finding.level} {finding.code}" for finding in found] == expected


def test_mistakes_in_levels_are_told_with_their_lines(tmp_path):
    """A code that does not exist, a level that is none, and files that cannot be read."""
    with pytest.raises(UsageError) as error:
        load(tmp_path, 'date-oder = "off"\ndate-order = "none"\nxml-empty = "off"\nlang-unknown = 3')
    said = error.value.message.splitlines()

    assert [line.split("edition.toml:")[1].split(":")[0] for line in said] == ["2", "3", "4", "5"]
    assert 'Did you mean "date-order"?' in said[0]
    assert "error, warning, hint, off" in said[1]


def test_levels_in_one_line_are_levels_too(tmp_path):
    """TOML has two ways to write a table."""
    write(tmp_path, WRONG)
    (tmp_path / "edition.toml").write_text('[check]\nlevels = { date-order = "hint" }\n')

    assert [finding.level for finding in check(project.load(tmp_path / "edition.toml")).findings] == ["hint"]
