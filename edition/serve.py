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

from edition.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_EVENTS = "/.edition-events"
_SCRIPT = f"<script>new EventSource('{_EVENTS}').onmessage=()=>location.reload()</script>"
_POLL_SECONDS = 0.4


class Changes:
    """A counter that goes up when the edition was built anew; pages wait for it."""

    def __init__(self) -> None:
        self.number = 0
        self._condition = threading.Condition()

    def announce(self) -> None:
        """Wake every page that waits."""
        with self._condition:
            self.number += 1
            self._condition.notify_all()

    def wait(self, seen: int, timeout: float) -> int:
        """The number once it differs from `seen`, or `seen` itself after `timeout` seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self.number != seen, timeout)
            return self.number


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site; a page gets a script that reloads it."""

    def __init__(self, *args: Any, changes: Changes, **kwargs: Any) -> None:
        self.changes = changes
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with a file of the site, or keep the line open for news."""
        if self.path == _EVENTS:
            self._stream_changes()
        else:
            self._serve_file()

    def _serve_file(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix != ".html" or not file.is_file():
            super().do_GET()
            return
        page = file.read_text(encoding="utf-8").replace("</body>", f"{_SCRIPT}</body>").encode("utf-8")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(page)

    def _stream_changes(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen = self.changes.number
        try:
            while True:
                number = self.changes.wait(seen, timeout=15)
                self.wfile.write(b"data: built\n\n" if number != seen else b": still here\n\n")
                self.wfile.flush()
                seen = number
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal is for builds."""


def serve(folder: Path, port: int, watched: Callable[[], Iterable[Path]], rebuild: Callable[[], bool], ready: Callable[[str], None]) -> None:
    """Serve `folder` until interrupted; call `rebuild` when a watched file changes.

    `rebuild` returns whether the build succeeded; it reports its own errors. `ready` gets the address.
    """
    changes = Changes()
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder), changes=changes))
    except OSError as error:
        raise UsageError(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.") from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ready(f"http://127.0.0.1:{server.server_address[1]}/")
    before = _stamps(watched())
    try:
        while True:
            time.sleep(_POLL_SECONDS)
            now = _stamps(watched())
            if now != before:
                before = now
                if rebuild():
                    changes.announce()
    finally:
        server.shutdown()
        server.server_close()


def _stamps(files: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    stamps = {}
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        stamps[file] = (status.st_mtime_ns, status.st_size)
    return stamps
