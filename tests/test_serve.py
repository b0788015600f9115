# SPDX-License-Identifier: MIT
"""`edition serve`: what is written at the desk is soon in the browser, and a mistake leaves the last good pages."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT

from edition import scaffold


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A new edition that is being served: its folder and its address."""
    place = tmp_path_factory.mktemp("desk") / "new"
    scaffold.create(place)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "edition", "serve", "--port", "0"], cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    said = []
    for line in process.stdout:
        said.append(line)
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if address:
            break
    assert address, "".join(said)
    yield place, address[0]
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=20)[0]
    assert process.returncode == 0
    assert "Traceback" not in rest


def _page(address, name="letter.html"):
    with urllib.request.urlopen(address + name, timeout=20) as answer:
        return answer.read().decode()


def _next_event(address, page):
    """The event that the page's script waits for."""
    events = re.search(r"EventSource\('(/[^']+)'\)", page)[1]
    with urllib.request.urlopen(address.rstrip("/") + events, timeout=60) as stream:
        for line in stream:
            if line.startswith(b"data:"):
                return line.decode().removeprefix("data:").strip()
    return None


def _replace(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_change_is_built_and_the_page_told(desk):
    """Save, and the browser reloads; a mistake is told and changes nothing; mended, it goes on."""
    place, address = desk
    page = _page(address)
    assert "How it began" in page

    _replace(place / "tei" / "letter.xml", "How it began", "How it went on")
    assert _next_event(address, page) == "built"
    page = _page(address)
    assert "How it went on" in page

    _replace(place / "tei" / "letter.xml", "</head>", "</haed>")
    assert _next_event(address, page) == "failed"
    page = _page(address)
    assert "How it went on" in page

    _replace(place / "tei" / "letter.xml", "</haed>", "</head>")
    assert _next_event(address, page) == "built"


def test_a_build_that_ends_while_the_page_loads_is_not_missed(desk):
    """The page says which build it is of, so the event has come even if the page asks late."""
    place, address = desk
    page = _page(address)

    _replace(place / "tei" / "registers" / "persons.xml", "For whom", "For the one for whom")
    assert _next_event(address, page) == "built"

    assert _next_event(address, page) == "built"


def test_the_script_is_in_the_served_page_only(desk):
    """What is published never asks for a reload."""
    place, address = desk

    assert "EventSource" in _page(address)
    assert "EventSource" in _page(address, "")
    assert "EventSource" not in (place / "site" / "letter.html").read_text()


def test_other_files_are_served_as_they_are(desk):
    place, address = desk
    with urllib.request.urlopen(address + "index.json", timeout=20) as answer:
        assert answer.read() == (place / "site" / "index.json").read_bytes()


@pytest.mark.parametrize("name", ["none.html", "../edition.toml", "%2e%2e/edition.toml", "..%2f..%2fedition.toml"])
def test_nothing_outside_the_site_is_served(desk, name):
    with pytest.raises(urllib.error.HTTPError) as error:
        _page(desk[1], name)
    assert error.value.code == 404


def test_only_this_machine_is_served(desk):
    """The desk is no server: it listens on the loopback address alone."""
    port = int(desk[1].rsplit(":", 1)[1].rstrip("/"))
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"]

    assert [place for place in listening if int(place.split(":")[1], 16) == port] == [f"0100007F:{port:04X}"]


def test_a_port_in_use_is_told_before_anything_is_built(tmp_path):
    scaffold.create(tmp_path / "new")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = subprocess.run(
            [sys.executable, "-m", "edition", "serve", "--port", str(taken.getsockname()[1])], cwd=tmp_path / "new", timeout=60,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        )

    assert result.returncode == 4
    assert "--port" in result.stderr
    assert not (tmp_path / "new" / "site").exists()
