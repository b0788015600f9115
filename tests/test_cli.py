# SPDX-License-Identifier: MIT
"""The command: help, exit codes, and one clear message for whatever is wrong, never a traceback."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from edition import __version__, console
from edition.cli import main
from edition.errors import ExitCode

COMMANDS = list(main.commands)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    '<text><body><p xml:id="p1">Some words of {title}.</p></body></text></TEI>'
)


def edition(*arguments, cwd=None, environment=None, **options):
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "edition", *map(str, arguments)], cwd=cwd, check=False, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}, timeout=120, **options,
    )


def digests(folder):
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def project(tmp_path):
    """A small project without a schema."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "one.xml").write_text(TEI.format(title="One"))
    (tmp_path / "tei" / "two.xml").write_text(TEI.format(title="Two"))
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Both"\n')
    return tmp_path


# help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_a_line_in_the_documentation(command):
    """A command that nobody can learn to use does not exist."""
    result = CliRunner().invoke(main, [command, "--help"])

    assert result.exit_code == 0
    assert "Example:" in result.output
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    assert any(f"edition {command}" in document.read_text(encoding="utf-8") for document in documents)


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], *([command, "--version"] for command in COMMANDS)])
def test_every_command_tells_its_version(arguments):
    result = CliRunner().invoke(main, arguments)

    assert (result.exit_code, result.output) == (0, f"edition, version {__version__}\n")


def test_the_exit_codes_of_the_help_are_those_of_the_program():
    """The table that scripts rely on."""
    said = CliRunner().invoke(main, ["--help"]).output

    for code in ExitCode:
        assert re.search(rf"(?<!\d){int(code)} \w", " ".join(said.split()))


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"lxml", "saxonche", "typst", "pikepdf", "multiprocessing", "edition.build", "edition.check"}),
        (["--version"], {"lxml", "saxonche", "typst", "pikepdf", "multiprocessing", "edition.project"}),
        (["validate", "tei/one.xml"], {"saxonche", "typst", "pikepdf", "edition.build", "edition.render"}),
        (["init", "new"], {"lxml", "saxonche", "typst", "pikepdf", "edition.build"}),
        (["words", "tei/one.xml"], {"saxonche", "typst", "pikepdf", "edition.build", "edition.check"}),
    ],
)
def test_what_a_command_does_not_need_it_does_not_import(project, arguments, unwanted):
    """Nobody waits for the start of an engine that is not asked for anything."""
    program = (
        "import sys\nfrom edition.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit as end:\n    print(sorted({unwanted!r} & set(sys.modules)), end.code)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )

    assert result.stdout.splitlines()[-1] == "[] 0", result.stderr


# exit codes


def _latin_without_declaration(folder):
    (folder / "tei" / "one.xml").write_bytes(TEI.format(title="Übung").encode("latin-1"))


BAD = {
    "not-well-formed": (lambda folder: (folder / "tei" / "one.xml").write_text("<TEI>\n<p></TEI>"), ExitCode.UNREADABLE, r"one\.xml:2:\d+"),
    "empty": (lambda folder: (folder / "tei" / "one.xml").write_text(""), ExitCode.UNREADABLE, r"one\.xml"),
    "not-tei": (lambda folder: (folder / "tei" / "one.xml").write_text("<html/>"), ExitCode.UNREADABLE, r"no TEI"),
    "encoding": (_latin_without_declaration, ExitCode.UNREADABLE, r"one\.xml:1:\d+"),
    "binary": (lambda folder: (folder / "tei" / "one.xml").write_bytes(bytes(range(256)) * 9), ExitCode.UNREADABLE, r"one\.xml"),
    "deep": (lambda folder: (folder / "tei" / "one.xml").write_text("<a>" * 5000 + "</a>" * 5000), ExitCode.UNREADABLE, r"1,?000"),
    "misspelt-key": (lambda folder: (folder / "edition.toml").write_text("[edition]\ntitel = 'x'\n"), ExitCode.USAGE, r'toml:2.*Did you mean "title"'),
    "missing-schema": (lambda folder: (folder / "edition.toml").write_text("[check]\nschema = 'no.rng'\n"), ExitCode.USAGE, r"no\.rng"),
    "toml-in-utf-16": (lambda folder: (folder / "edition.toml").write_bytes("[edition]".encode("utf-16")), ExitCode.USAGE, r"UTF-8"),
    "toml-is-a-folder": (lambda folder: ((folder / "edition.toml").unlink(), (folder / "edition.toml").mkdir()), ExitCode.USAGE, r"edition init"),
    "no-texts": (lambda folder: shutil.rmtree(folder / "tei"), ExitCode.USAGE, r"no text"),
    "name-that-no-terminal-shows": (lambda folder: (folder / "tei" / "a\x1b[31m.xml").write_text(TEI.format(title="x")), ExitCode.USAGE, r"Rename"),
    "name-that-is-no-utf-8": (lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/tei/\xff.xml")).write_text(TEI), ExitCode.USAGE, r"Rename"),
}


@pytest.mark.parametrize("command", ["validate", "build", "index"])
@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_message_and_the_exit_code_of_its_kind(project, command, case):
    """Situation, file and line, what to do; nothing is built and no source is touched."""
    spoil, code, words = BAD[case]
    spoil(project)
    before = digests(project)

    result = edition(command, cwd=project)

    said = result.stdout + result.stderr
    assert result.returncode == code, said
    assert re.search(words, said), said
    assert "Traceback" not in said
    assert digests(project) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "tei/none.xml"], ExitCode.UNREADABLE, "no such file"),
        (["build", "tei"], ExitCode.UNREADABLE, r"folder.*\*\.xml"),
        (["validate", "/dev/null"], ExitCode.UNREADABLE, "device or a pipe"),
        (["words", "tei"], ExitCode.UNREADABLE, "no such file"),
        (["words", "none.xml"], ExitCode.UNREADABLE, "no such file"),
        (["validate", "--schema", "none.rng"], ExitCode.USAGE, r"none\.rng"),
        (["validate", "--schema", "tei/one.xml"], ExitCode.FINDINGS, "not a RELAX NG schema"),
        (["validate", "--schematron", "none.sch"], ExitCode.USAGE, r"none\.sch"),
        (["validate", "--project", "none.toml"], ExitCode.USAGE, r"none\.toml"),
        (["validate", "--nonsense"], ExitCode.USAGE, "--nonsense"),
        (["nonsense"], ExitCode.USAGE, "nonsense"),
        ([], ExitCode.USAGE, "Example:"),
        (["index", "--type", "ghost"], ExitCode.USAGE, "person"),
        (["build", "--out", "tei"], ExitCode.USAGE, r"of which the edition is made"),
        (["build", "--out", "."], ExitCode.USAGE, r"edition\.toml|one\.xml"),
        (["build", "--out", "/"], ExitCode.USAGE, "whole disk"),
        (["build", "--out", "edition.toml"], ExitCode.USAGE, "not a folder|of which the edition is made"),
        (["build", "--out", "edition.toml/site"], ExitCode.ENVIRONMENT, "a file, not a folder"),
        (["build", "--out", "/proc/site"], ExitCode.ENVIRONMENT, "/proc"),
        (["serve", "--port", "70000"], ExitCode.USAGE, "port"),
        (["init", "tei"], ExitCode.USAGE, "not empty"),
        (["init", "edition.toml"], ExitCode.USAGE, "file"),
        (["init", "/proc/new"], ExitCode.ENVIRONMENT, "cannot be written"),
    ],
)
def test_a_command_that_cannot_be_gets_a_message(project, arguments, code, words):
    before = digests(project)

    result = edition(*arguments, cwd=project)

    said = result.stdout + result.stderr
    assert result.returncode == code, said
    assert re.search(words, said, re.DOTALL), said
    assert "Traceback" not in said
    assert digests(project) == before


def test_without_a_project_the_command_says_how_to_begin(tmp_path):
    result = edition("build", cwd=tmp_path)

    assert result.returncode == ExitCode.USAGE
    assert "edition init" in result.stderr


def test_findings_have_their_own_exit_code_and_strict_counts_warnings(project):
    """3 is for what was found; a hint or a clean file is 0."""
    (project / "tei" / "one.xml").write_text(TEI.format(title="One").replace("<p xml", '<p corresp="#nobody" xml'))

    assert edition("validate", cwd=project).returncode == ExitCode.FINDINGS
    assert edition("validate", "tei/two.xml", cwd=project).returncode == ExitCode.CLEAN


def test_only_the_files_that_are_named_are_checked(project):
    (project / "tei" / "one.xml").write_text("<broken")
    (project / "tei" / "persons.xml").write_text("<broken")
    (project / "edition.toml").write_text('[sources]\nregisters = ["persons.xml"]\n')

    result = edition("validate", "tei/two.xml", cwd=project)

    assert result.returncode == ExitCode.CLEAN
    assert "one.xml" not in result.stdout
    assert "persons.xml" not in result.stdout


def test_a_file_without_a_schema_is_not_validated(project):
    """It may be valid; nobody has looked."""
    result = edition("validate", cwd=project)

    assert result.stdout.count("not validated") == 2
    assert not re.search(r"(?<!not )valid against", result.stdout)
    files = json.loads(edition("validate", "--format", "json", cwd=project).stdout)["files"]
    assert [(file["validated"], file["valid"]) for file in files] == [(False, False)] * 2


def test_our_schema_is_not_forced_on_a_file_from_elsewhere(project, tmp_path_factory):
    """The project of the current folder does not rule over files that lie outside its sources."""
    other = tmp_path_factory.mktemp("elsewhere") / "letter.xml"
    other.write_text(TEI.format(title="Letter"))
    shutil.copy(ROOT / "schemas" / "edition.rng", project)
    (project / "edition.toml").write_text('[check]\nschema = "edition.rng"\n')

    assert "not validated" in edition("validate", other, cwd=project).stdout


def test_strict_builds_nothing_from_sources_with_findings(project):
    (project / "tei" / "one.xml").write_text(TEI.format(title="One").replace("<p xml", '<p corresp="#nobody" xml'))

    assert edition("build", "--html", "--strict", cwd=project).returncode == ExitCode.FINDINGS
    assert not (project / "site").exists()
    assert edition("build", "--html", cwd=project).returncode == ExitCode.CLEAN
    assert (project / "site" / "one.html").is_file()


# terminals, pipes, locales


def test_whoever_reads_may_stop_reading(project):
    """`edition words … | head -1` is no error."""
    (project / "tei" / "one.xml").write_text(TEI.format(title="word " * 200_000))

    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m edition words tei/one.xml | head -1"],
        cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )

    assert (result.returncode, result.stderr) == (0, "")


def test_output_that_cannot_be_written_is_told(project):
    """A full disk behind a redirection."""
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "edition", "validate"], cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )

    assert result.returncode == ExitCode.ENVIRONMENT
    assert result.stderr.count("\n") == 1, result.stderr
    assert "No space left" in result.stderr


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_no_locale_stops_a_message_or_spoils_data(project, locale):
    """What is piped on is UTF-8, whatever the terminal speaks."""
    (project / "tei" / "Ξένος.xml").write_text(TEI.format(title="Ξένος"), encoding="utf-8")

    result = edition("words", "tei/Ξένος.xml", cwd=project, environment=locale, encoding="utf-8")

    assert "Ξένος" in result.stdout
    assert edition("validate", cwd=project, environment=locale, encoding="utf-8").returncode == 0


def _on_a_terminal(arguments, cwd, environment=None):
    """What the command shows on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "edition", *arguments], cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **(environment or {})},
    )
    os.close(theirs)
    shown = b""
    while process.poll() is None or select.select([ours], [], [], 0)[0]:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:
                break
    os.close(ours)
    return shown.decode()


def test_colour_is_for_terminals_that_want_it(project):
    """Escape sequences reach neither a file nor a reader who has said NO_COLOR."""
    (project / "tei" / "one.xml").write_text("<broken")

    assert "\x1b[31m" in _on_a_terminal(["validate"], project)
    assert "\x1b" not in _on_a_terminal(["validate"], project, {"NO_COLOR": "1"})
    assert "\x1b" not in edition("validate", cwd=project).stdout


def test_text_from_a_source_cannot_steer_the_terminal(project):
    """A control sequence is legal in XML 1.0 as U+009B; a line that is quoted is shown without it."""
    (project / "tei" / "one.xml").write_text(TEI.format(title="\x9b31m").replace("<p xml", '<p corresp="#\x9b2J" xml'), encoding="utf-8")

    said = edition("validate", cwd=project).stdout

    assert "corresp" in said
    assert "\x9b" not in said


def test_a_bar_appears_when_it_takes_longer(monkeypatch):
    """Not for what is done at once, and never into a file."""
    class Terminal:
        text = ""

        def isatty(self):
            return True

        def write(self, text):
            self.text += text

        def flush(self):
            pass

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with console.Progress() as progress:
        progress(1, 4, "one.html")
        assert not terminal.text
        monkeypatch.setattr(time, "monotonic", lambda: float("inf"))
        progress(2, 4, "two.html")
    assert "2/4" in terminal.text
    assert "two.html" in terminal.text


# interruptions and surprises


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_the_last_good_edition(project, kind):
    """Ctrl-C in the middle: no traceback, no process, no half-made folder."""
    assert edition("build", "--html", cwd=project).returncode == 0
    before = digests(project / "site")
    for number in range(60):
        (project / "tei" / f"more{number}.xml").write_text(TEI.format(title="<hi>x</hi> " * 3000))
    process = subprocess.Popen(
        [sys.executable, "-m", "edition", "build"], cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )
    for _ in range(200):
        if (project / "site.new").exists():
            break
        time.sleep(0.02)
    time.sleep(0.3)
    os.killpg(process.pid, kind) if kind == signal.SIGINT else process.send_signal(kind)
    output, errors = process.communicate(timeout=20)

    assert process.returncode == 130, output + errors
    assert errors.strip() == "Stopped."
    assert digests(project / "site") == before
    assert not (project / "site.new").exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_folder_that_is_gone_is_told(tmp_path):
    """The current folder can be deleted under a terminal."""
    result = subprocess.run(
        ["bash", "-c", f"mkdir gone; cd gone; rmdir ../gone; {sys.executable} -m edition build"], cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )

    assert result.returncode == ExitCode.USAGE
    assert "no longer there" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_fault_of_ours_says_so(monkeypatch, project):
    """A bug is no traceback either: what to report, and how to see more."""
    def burst(_):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("edition.project.load", burst)
    monkeypatch.chdir(project)

    result = CliRunner().invoke(main, ["build"])

    assert result.exit_code == ExitCode.OUR_FAULT
    assert "ZeroDivisionError: by nothing" in result.output
    assert "report" in result.output


def test_sources_are_never_written_to(project):
    """Every command that reads leaves each byte and each date as it was."""
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in (project / "tei").iterdir()}

    for arguments in (["validate"], ["build"], ["index"], ["words", "tei/one.xml"]):
        assert edition(*arguments, cwd=project).returncode == 0

    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in (project / "tei").iterdir()} == before


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="only root may mount a small disk")
def test_a_full_disk_leaves_the_last_good_edition(project, tmp_path_factory):
    """A disk of 200 KB, filled: the message says so and what was there is still there."""
    disk = tmp_path_factory.mktemp("disk")
    script = (
        f"mount -t tmpfs -o size=200k tmpfs {disk} && mkdir {disk}/site && echo made > {disk}/site/.edition && echo old > {disk}/site/index.html"
        f" && head -c 150000 /dev/zero > {disk}/ballast; {sys.executable} -m edition build --html --out {disk}/site; echo code=$?; ls -A {disk}; cat {disk}/site/index.html"
    )
    result = subprocess.run(
        ["unshare", "-m", "sh", "-c", script], cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )

    assert f"code={int(ExitCode.ENVIRONMENT)}" in result.stdout, result.stdout + result.stderr
    assert "disk is full" in result.stderr
    assert sorted(result.stdout.split()[1:]) == ["ballast", "old", "site"]
