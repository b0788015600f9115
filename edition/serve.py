# SPDX-License-Identifier: MIT
"""The edition on this machine while it is being written: served, rebuilt and reloaded on every change.

For the desk only: it listens on localhost and is no web server for readers.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.changes import stamps
from edition.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.project import Project

_EVENTS = "/.edition-events"
# A page reloads after a build and says in its title that one has failed; it stays where the reader was.
# It names the build that it is of, so that one which ends while the page loads is not missed.
_SCRIPT = (
    "<script>new EventSource('" + _EVENTS + "?%d').onmessage=event=>event.data==='built'?location.reload()"
    ":document.title='\u26a0 '+document.title.replace(/^\u26a0 /,'')</script>"
)
_NOT_YET = b"<!DOCTYPE html><title>No edition yet</title><p>No build has succeeded yet; the terminal says why.</p>"
_POLL_SECONDS = 0.4


class Changes:
    """The number of builds so far and how the last one went; pages wait for the next."""

    def __init__(self) -> None:
        self.number = 0
        self.last = ""
        self._condition = threading.Condition()

    def announce(self, result: str) -> None:
        """Wake every page that waits, with "built" or "failed"."""
        with self._condition:
            self.number += 1
            self.last = result
            self._condition.notify_all()

    def wait(self, seen: int, timeout: float) -> int:
        """The number once it differs from `seen`, or `seen` itself after `timeout` seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self.number != seen, timeout)
            return self.number


class _Server(ThreadingHTTPServer):
    """A server that ends with its process and says nothing of browsers that hang up."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A browser that goes away in the middle of a page is no news."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site; a page gets a script that reloads it."""

    def __init__(self, *args: Any, changes: Changes, **kwargs: Any) -> None:
        self.changes = changes
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with a file of the site, or keep the line open for news."""
        path, _, seen = self.path.partition("?")
        if path == _EVENTS:
            self._stream_changes(int(seen) if seen.isdecimal() else self.changes.number)
        else:
            self._serve_file()

    def _serve_file(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix != ".html":
            super().do_GET()
            return
        page = file.read_bytes() if file.is_file() else b""
        if not page and Path(self.directory).is_dir():
            self.send_error(404, "There is no such page in the edition")
            return
        page = (page or _NOT_YET) + (_SCRIPT % self.changes.number).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        """Let no browser keep what the next build replaces."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _stream_changes(self, seen: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                number = self.changes.wait(seen, timeout=15)
                self.wfile.write(f"data: {self.changes.last}\n\n".encode() if number != seen else b": still here\n\n")
                self.wfile.flush()
                seen = number
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal is for builds."""


def serve(
    project: Project, port: int, rebuild: Callable[[], Project], failed: Callable[[Exception], object], ready: Callable[[str], None]
) -> None:
    """Serve the output of `project` until interrupted; build at once and whenever a watched file changes.

    `rebuild` builds and returns the project as it then is; what it raises goes to `failed`, and the last
    good edition stays. `ready` gets the address. Raises UsageError where the port cannot be used.
    """
    changes = Changes()
    try:
        server = _Server(("127.0.0.1", port), partial(_Handler, directory=str(project.out), changes=changes))
    except OSError as error:
        raise UsageError(f"Port {port} cannot be used: {error.strerror}. Choose another with --port, or 0 for any.") from None
    try:
        before: dict[Path, tuple[int, int]] | None = None
        while True:
            now = stamps(project.watched())
            if now != before:
                try:
                    project = rebuild()
                    changes.announce("built")
                except Exception as error:  # noqa: BLE001 - the desk stays open whatever a build does
                    failed(error)
                    changes.announce("failed")
                if before is None:
                    threading.Thread(target=server.serve_forever, daemon=True).start()
                    ready(f"http://127.0.0.1:{server.server_address[1]}/")
                before = now
            time.sleep(_POLL_SECONDS)
    finally:
        if before is not None:
            server.shutdown()
        server.server_close()
