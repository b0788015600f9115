# SPDX-License-Identifier: MIT
"""The output folder: whole or not at all, and never somebody else's."""

from __future__ import annotations

import errno
import os

import pytest

from edition.errors import EnvironmentFailure, UsageError
from edition.output import MARKER, replacing


def _fill(place, content):
    with replacing(place, []) as output:
        output.write("deep/page.html", content)


def _fail_in_the_middle(output):
    output.write("deep/page.html", "half")
    raise RuntimeError


def test_a_build_replaces_the_last_one_whole(tmp_path):
    """Files of the last build that the new one does not make are gone."""
    place = tmp_path / "site"
    with replacing(place, []) as output:
        output.write("old.html", "old")
    _fill(place, "new")

    assert sorted(file.name for file in place.rglob("*") if file.is_file()) == [MARKER, "page.html"]
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_the_last_good_one(tmp_path):
    place = tmp_path / "site"
    _fill(place, "good")

    with pytest.raises(RuntimeError), replacing(place, []) as output:
        _fail_in_the_middle(output)

    assert (place / "deep" / "page.html").read_text() == "good"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("left", ["old", "new", "both"])
def test_a_build_that_was_killed_is_put_right(tmp_path, left):
    """Killed between the two renames, the last good output stands under another name; the next build brings it back."""
    place = tmp_path / "site"
    _fill(place, "good")
    if left in ("old", "both"):
        place.rename(tmp_path / "site.old")
    if left in ("new", "both"):
        (tmp_path / "site.new").mkdir()
        (tmp_path / "site.new" / MARKER).touch()

    with pytest.raises(RuntimeError), replacing(place, []):
        raise RuntimeError

    assert (place / "deep" / "page.html").read_text() == "good"


def test_a_folder_that_is_not_ours_is_refused(tmp_path):
    place = tmp_path / "thesis"
    place.mkdir()
    (place / "chapter.txt").write_text("years of work")

    with pytest.raises(UsageError, match="not made by"), replacing(place, []):
        pass
    assert (place / "chapter.txt").read_text() == "years of work"


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "site").mkdir()
    _fill(tmp_path / "site", "x")

    assert (tmp_path / "site" / MARKER).is_file()


def test_a_folder_that_holds_the_sources_is_refused(tmp_path):
    """Even with our marker: a source inside would be lost."""
    place = tmp_path / "site"
    _fill(place, "x")
    source = place / "tei.xml"
    source.write_text("<TEI/>")

    with pytest.raises(UsageError, match=r"tei\.xml"), replacing(place, [source]):
        pass
    assert source.read_text() == "<TEI/>"


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_refused(tmp_path, kind):
    place = tmp_path / "site"
    if kind == "file":
        place.write_text("x")
    else:
        (tmp_path / "elsewhere").mkdir()
        place.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(UsageError), replacing(place, []):
        pass


def test_two_builds_do_not_meet(tmp_path):
    place = tmp_path / "site"
    with replacing(place, []) as output:
        output.write("a", "a")
        with pytest.raises(UsageError, match="another build"), replacing(place, []):
            pass

    assert (place / "a").read_text() == "a"


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may not write"), (errno.EROFS, "only be read")])
def test_what_the_disk_says_is_said_in_words(tmp_path, monkeypatch, number, words):
    """A full or closed disk stops the build with the place and what to do; the last output stands."""
    place = tmp_path / "site"
    _fill(place, "good")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    def build():
        with replacing(place, []) as output:
            monkeypatch.setattr("pathlib.Path.write_bytes", refuse)
            output.write("deep/page.html", "half")

    with pytest.raises(EnvironmentFailure, match=words):
        build()
    monkeypatch.undo()
    assert (place / "deep" / "page.html").read_text() == "good"
