# SPDX-License-Identifier: MIT
"""The process in which Typst runs: told on standard input what to set, it answers on standard output.

It imports nothing of ours, so that it runs by its path alone, in isolated mode.
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
    """Set one book; the answer has `error` or `warnings`."""
    order = json.load(sys.stdin)
    bound(order["memory"])
    import typst  # noqa: PLC0415 - after the bound

    try:
        compiler = typst.Compiler(
            order["main"],
            root=order["root"],
            font_paths=order["fonts"],
            ignore_system_fonts=True,
            sys_inputs=order["inputs"],
            package_path=order["nowhere"],
            package_cache_path=order["nowhere"],
        )
        _, warnings = compiler.compile_with_warnings(
            output=order["output"], pdf_standards=order["standards"], timestamp=order["timestamp"]
        )
        asked = json.loads(compiler.eval(order["question"])) if order["question"] else None
    except typst.TypstError as error:
        json.dump({"error": error.message, "diagnostic": error.diagnostic}, sys.stdout)
    else:
        json.dump({"warnings": [warning.message for warning in warnings], "asked": asked}, sys.stdout)


if __name__ == "__main__":
    main()
