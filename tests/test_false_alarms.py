# SPDX-License-Identifier: MIT
"""On clean documents of other people the checks of plausibility say nothing that an editor would call wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from edition.check.run import check_sources

# How many findings each check has on the corpus. All were read: each is the case. Of the hints, a register that also
# serves other texts, a witness that was not collated and a name that has no entry yet may be so on purpose.
READ = {
    "app-lacuna-unbegun": 1,
    "app-lemma": 3,
    "app-siglum-unknown": 11,
    "app-witness-twice": 6,
    "app-witness-unused": 4,
    "date-invalid": 1,
    "lang-unknown": 11,
    "lang-unlikely": 2,
    "mention-no-entry": 2,
    "register-unmentioned": 7,
    "resp-undeclared": 7,
}
OURS = ("app-", "date-", "lang-", "life-", "mention-", "register-", "resp-", "span-", "id-shared", "ignore-")


@pytest.fixture(scope="module")
def found(test_data):
    """All findings of ours on each project of the corpus."""
    findings = []
    for project in sorted(folder for folder in (test_data / "corpus").iterdir() if folder.is_dir()):
        findings += check_sources(sorted(project.rglob("*.xml")), folder=project).findings
    return [finding for finding in findings if finding.code.startswith(OURS)]


def test_no_check_says_more_than_was_read(found):
    """Whoever makes a check bolder reads what it now says of the corpus, and brings it down or justifies it."""
    counts = Counter(finding.code for finding in found)

    assert {code: number for code, number in counts.items() if number > READ.get(code, 0)} == {}


def test_an_error_is_rare(found):
    """Most of 60 documents have no error of plausibility, since their projects publish them."""
    files = {finding.file for finding in found if finding.level == "error"}

    assert len(files) <= 3


def test_the_examples_of_the_guidelines_are_plausible(test_data):
    """Of 1,700 examples only those have a finding that show a part of something: half a lacuna, a list, a siglum without its list."""
    files = sorted((test_data / "egxml").glob("*.xml"))[::7] + sorted((test_data / "egxml").glob("*lacuna*.xml"))
    own = [finding for file in dict.fromkeys(files) for finding in check_sources([file]).findings if finding.code.startswith(OURS)]

    assert {finding.code for finding in own} - {"resp-undeclared", "app-siglum-unknown"} <= {"app-lacuna-open", "app-lacuna-unbegun", "register-unmentioned"}
