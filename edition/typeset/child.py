# SPDX-License-Identifier: MIT
"""The process in which Typst runs: it is given an order on standard input, then asked or told to write, line by line.

It imports nothing of ours, so that it runs by its path alone, in isolated mode. One compiler serves the
whole book: what has not changed since the last turn is not set again.
"""

import json
import sys


def bound(memory: int) -> None:
    """Let the system end this process rather than the machine run out of memory."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(
        resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard)
    )


def main() -> None:
    """Answer each line with one line: what was asked, the warnings, or the error."""
    order = json.loads(sys.stdin.readline())
    bound(order["memory"])
    import typst  # noqa: PLC0415 - after the bound

    compiler = typst.Compiler(
        order["main"],
        root=order["root"],
        font_paths=order["fonts"],
        ignore_system_fonts=True,
        sys_inputs=order["inputs"],
        package_path=order["nowhere"],
        package_cache_path=order["nowhere"],
    )

    def write() -> list[str]:
        _, warnings = compiler.compile_with_warnings(
            output=order["output"], pdf_standards=order["standards"], timestamp=order["timestamp"]
        )
        return [warning.message for warning in warnings]

    for line in sys.stdin:
        try:
            try:
                answer = (
                    {"written": write()}
                    if line.strip() == "write"
                    else {"asked": json.loads(compiler.eval(order["question"]))}
                )
            except typst.TypstError:
                raise
            except RuntimeError:  # a question's error has no place; the book's own has one
                write()
                raise
        except typst.TypstError as error:
            answer = {"error": error.message, "diagnostic": error.diagnostic}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
