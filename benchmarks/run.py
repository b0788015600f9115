# SPDX-License-Identifier: MIT
"""Speed and memory of the commands, as anyone can measure them: `make bench`.

Cold is a new process for each run; warm is the same work again in one process whose workers are
kept. Every figure is the median of at least five runs. What validators take is in `validation`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import generated
import validation

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {
    "start (--version)": ["--version"],
    "validate": ["validate"],
    "index": ["index", "--format", "json"],
    "HTML": ["build", "--html"],
    "PDF": ["build", "--pdf"],
    "whole build": ["build"],
}
FACTORS = (1, 4, 16)
_TIMES = "\u00d7"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the commands on this repository's edition and on generated texts.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each; the median is told (default 5)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--growth", action="store_true", help="also generated texts of several sizes and numbers, which takes long")
    parser.add_argument("--no-validation", action="store_true", help="leave out the comparison of validators")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        folder = Path(name)
        own = _copy_of_own(folder / "own")
        figures: dict[str, Any] = {
            "machine": {"processors": len(os.sched_getaffinity(0)), "python": platform.python_version(), "system": platform.platform()},
            "runs": wanted.runs,
            "commands": {task: _command(own, arguments, wanted.runs) for task, arguments in COMMANDS.items()},
        }
        warm = _warm(own, wanted.runs)
        for task, seconds in warm.items():
            figures["commands"][task]["warm"] = seconds
        if wanted.growth:
            figures["document size"] = {factor: _generated(folder / f"size{factor}", 1, factor, wanted.runs) for factor in FACTORS}
            figures["documents"] = {factor: _generated(folder / f"many{factor}", factor, 1, wanted.runs) for factor in FACTORS}
        if not wanted.no_validation:
            figures["validation"] = validation.measure(folder / "validation", wanted.runs)
    print(json.dumps(figures, indent=2) if wanted.json else _table(figures))


def _copy_of_own(place: Path) -> Path:
    """This repository's edition, apart from the repository, so that its site is not touched."""
    place.mkdir()
    for name in ("tei", "schemas", "edition.toml", "LICENSE"):
        copy: Callable[..., Any] = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, place / name)
    return place


def _command(folder: Path, arguments: list[str], runs: int) -> dict[str, Any]:
    """Seconds of each cold run, and the peak of memory of all its processes together."""
    _run(folder, arguments)  # so that Python has its byte code and the system the files
    seconds = [_run(folder, arguments) for _ in range(runs)]
    return {"cold": _spread(seconds), "memory": _memory(folder, arguments)}


def _run(folder: Path, arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([*_program(), *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, env=_environment())
    return time.perf_counter() - started


def _program() -> list[str]:
    script = Path(sys.executable).with_name("edition")
    return [str(script)] if script.exists() else [sys.executable, "-m", "edition"]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _memory(folder: Path, arguments: list[str]) -> int:
    """The largest sum of the proportional set sizes of a command and all that it starts, in bytes."""
    process = subprocess.Popen([*_program(), *arguments], cwd=folder, stdout=subprocess.DEVNULL, env=_environment())
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, sum(_proportional(each) for each in _family(process.pid)))
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    return peak


def _family(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text().split()]
            except OSError:
                continue
    return found


def _proportional(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _warm(folder: Path, runs: int) -> dict[str, dict[str, float]]:
    """Seconds of the work of the commands when the process and its workers have done it before."""
    from edition import build, project  # noqa: PLC0415 - the commands above are measured without it
    from edition.check import run  # noqa: PLC0415

    loaded = project.load(folder / "edition.toml")
    with build.crew() as workers:
        work: dict[str, Callable[[], object]] = {
            "validate": lambda: run.check(loaded),
            "index": lambda: build.index_of(loaded, workers),
            "HTML": lambda: build.build(loaded, build.Outputs(html=True, pdf=False, index=False), workers=workers),
            "PDF": lambda: build.build(loaded, build.Outputs(html=False, pdf=True, index=False), workers=workers),
            "whole build": lambda: build.build(loaded, workers=workers),
        }
        return {task: _spread([_timed(call) for _ in range(runs + 1)][1:]) for task, call in work.items()}


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _generated(folder: Path, documents: int, size: int, runs: int) -> dict[str, Any]:
    """How long a generated project takes, and how large it is."""
    folder.mkdir()
    generated.write(folder, documents=documents, size=size * 2)
    figures = {task: _command(folder, COMMANDS[task], runs) for task in ("validate", "HTML", "PDF", "whole build")}
    return {"bytes": sum(file.stat().st_size for file in (folder / "tei").glob("*.xml")), "commands": figures}


def _spread(seconds: list[float]) -> dict[str, float]:
    return {"median": statistics.median(seconds), "least": min(seconds), "most": max(seconds)}


def _table(figures: dict[str, Any]) -> str:
    machine = figures["machine"]
    lines = [
        f"Medians of {figures['runs']} runs, in seconds, on {machine['processors']} processors, Python {machine['python']}",
        "",
        f"{'':20}{'cold':>8}{'least':>8}{'most':>8}{'warm':>8}{'warm/cold':>11}{'memory':>10}",
    ]
    for task, each in figures["commands"].items():
        cold, warm = each["cold"], each.get("warm")
        told = f"{warm['median']:8.2f}{warm['median'] / cold['median']:11.2f}" if warm else f"{'':8}{'':11}"
        lines.append(f"{task:20}{cold['median']:8.2f}{cold['least']:8.2f}{cold['most']:8.2f}{told}{each['memory'] / 2**20:7.0f} MB")
    for title, key in (("One document, so many times as long", "document size"), ("So many documents", "documents")):
        if key in figures:
            lines += ["", *_growth(title, figures[key])]
    if "validation" in figures:
        lines += ["", *validation.table(figures["validation"])]
    return "\n".join(lines)


def _growth(title: str, figures: dict[int, Any]) -> list[str]:
    """A line for each factor: seconds, and how many times the smallest that is, for as many times the text."""
    tasks = list(figures[1]["commands"])
    lines = [f"{title:36}" + "".join(f"{task:>20}" for task in tasks)]
    for factor, each in figures.items():
        cells = ""
        for task in tasks:
            seconds, least = each["commands"][task]["cold"]["median"], figures[1]["commands"][task]["cold"]["median"]
            cells += f"{seconds:10.2f} ({_TIMES}{seconds / least:5.2f})"
        lines.append(f"{_TIMES}{factor:<3} {each['bytes'] / 1000:10,.0f} KB{'':18}{cells}")
    return lines


if __name__ == "__main__":
    main()
