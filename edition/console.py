# SPDX-License-Identifier: MIT
"""What all commands have in common: exits, the streams, colour, the progress bar.

It knows no command and no TEI; every way of failing ends here in a sentence and an exit code.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import time
import traceback
from typing import Any, Self

import click

from edition import __version__
from edition.errors import EditionError, ExitCode

_STOPPED = 128 + signal.SIGINT  # what a shell gives to a command that was interrupted
_TRACEBACK = "EDITION_TRACEBACK"


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"edition, version {__version__}")
        context.exit()


class Command(click.Command):
    """A command that tells the version too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(version_option())


def version_option() -> click.Option:
    """`-V` and `--version`."""
    return click.Option(
        ["-V", "--version"], is_flag=True, expose_value=False, is_eager=True, callback=_show_version,
        help="Show the version and exit.",
    )


class Commands(click.Group):
    """Commands in the order of an editor's work, errors in our words, exit codes as documented."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(version_option())

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Every command tells the version too."""
        super().add_command(cmd, name)
        if not any(parameter.name == "version" for parameter in cmd.params):
            cmd.params.append(version_option())

    def list_commands(self, _: click.Context) -> list[str]:
        """The commands as they were defined, not by the alphabet."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and leave with the exit code of the error's kind."""
        kwargs["standalone_mode"] = False
        _prepare_streams()
        with contextlib.suppress(ValueError):  # only the main thread may
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            code = super().main(*args, **kwargs)
            if sys.stdout is not None:
                sys.stdout.flush()
        except Exception as error:  # noqa: BLE001 - nothing may end in a traceback
            code = explain(error)
        except KeyboardInterrupt:
            code = _say("Stopped.", _STOPPED)
        sys.exit(code or ExitCode.CLEAN)


def uncoloured() -> bool:
    """Whether the environment asks for no colour (no-color.org)."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def data(text: str) -> None:
    """Write data, which is UTF-8 wherever it goes but on a terminal; in one go."""
    click.echo(text, nl=False)


def note(text: str) -> None:
    """Say something that is no result: to standard error."""
    click.echo(text, err=True)


def _prepare_streams() -> None:
    """Let no locale and no odd name stop a message; what is piped on is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def explain(error: Exception) -> int:
    """Say what happened and return the exit code of its kind."""
    if os.environ.get(_TRACEBACK):
        traceback.print_exception(error)
    if isinstance(error, click.exceptions.Abort):
        return _say("Stopped.", _STOPPED)
    if isinstance(error, click.ClickException):
        error.show()
        return ExitCode.USAGE
    if isinstance(error, EditionError):
        return _say(error.message, error.code)
    if isinstance(error, MemoryError):
        return _say("There is not enough memory for this. Build fewer texts at once.", ExitCode.ENVIRONMENT)
    if isinstance(error, OSError):
        return _explain_system(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:500]
    return _say(
        f"This is a fault of ours, not of your files: {what}\n"
        f"Please report it with the command that you gave; {_TRACEBACK}=1 in the environment shows where it happened.",
        ExitCode.OUR_FAULT,
    )


def _explain_system(error: OSError) -> int:
    if error.errno == errno.EPIPE:
        # Whoever read our output has had enough; that is no error.
        _abandon_output()
        return ExitCode.CLEAN
    where = f"{error.filename}: " if error.filename else ""
    if not error.filename and error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF):
        _abandon_output()
        where = "The output cannot be written: "
    hints = {errno.ENOSPC: " Make room and try again.", errno.EMFILE: " Raise the limit (ulimit -n)."}
    reason = (error.strerror or str(error) or type(error).__name__).rstrip(".")
    return _say(f"{where}{reason}.{hints.get(error.errno or 0, '')}", ExitCode.ENVIRONMENT)


def _abandon_output() -> None:
    """Nothing more can go to standard output; closing it at the end must not raise again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str, code: int) -> int:
    with contextlib.suppress(OSError):
        click.echo(message, err=True)
    return int(code)


class Progress:
    """A bar on a terminal once a second has passed; elsewhere nothing."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._bar: Any = None
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int, doing: str) -> None:
        """Show how much is done of how much, and what is being done."""
        if not self._shown or (self._bar is None and time.monotonic() - self._started < 1):
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, file=sys.stderr, show_pos=True, show_eta=False, item_show_func=lambda item: item or ""
            )
            self._bar.__enter__()
        self._bar.length = total
        self._bar.pos, self._bar.current_item = done, doing
        self._bar.render_progress()

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)
