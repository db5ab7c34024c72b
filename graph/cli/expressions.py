"""Compiled regular expressions kept between runs, as Python keeps byte-code.

The reader compiles about a thousand expressions before its first claim, and Python's compiler, itself written in
Python, takes longer over them than the whole article takes to read. What it gives for each is a list of numbers that
depends on the expression and the release of Python alone; it is kept in one file of about 2 MB in the user's cache
folder, under the release's name, and handed to the engine again. The engine checks every such list before it runs it.

Only the command line does this (:mod:`graph.cli`); a program that imports the library is left as it is. Whatever
goes wrong with the file (missing, damaged, not writable, a Python that works otherwise) costs time and nothing else.
"""

from __future__ import annotations

import importlib
import marshal
import threading
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph import keeping

Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code as 32-bit numbers, number of groups, their numbers by name, their names by number."""

WORTH_WRITING = 8
"""New expressions before the file is written again: the standard library has one that differs in every run."""
WRONG = (TypeError, ValueError, OverflowError, RuntimeError)
"""What the engine and the tables of numbers raise for what they cannot take."""
MOST = 20_000
"""Expressions kept; beyond it, those of earlier runs are let go."""


def file() -> Path | None:
    """Where the expressions of this release of Python are kept; None for a user without a home."""
    folder = keeping.cache_folder()
    return folder and folder / f"expressions-{keeping.release()}.bin"


class KeptExpressions:
    """The expressions of earlier runs, used by :func:`re.compile` from :meth:`use` on, written by :meth:`save`."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[tuple[str, int], Compiled] = {}
        self.new: dict[tuple[str, int], Compiled] = {}

    def use(self) -> None:
        """Read the file and stand before the compiler of :mod:`re`; does nothing where that is built otherwise."""
        if self.path is None:
            return
        try:
            compiler: Any = importlib.import_module("re._compiler")
            engine: Any = importlib.import_module("_sre")
            compile_anew, engine_compile = compiler.compile, engine.compile
            if compiler._sre is not engine:
                return
        except (ImportError, AttributeError):
            return
        with suppress(OSError, EOFError, ValueError, TypeError):
            kept = marshal.loads(self.path.read_bytes())
            if isinstance(kept, dict):
                self.known = kept
        made = threading.local()  # what this thread compiled last

        class Watched:
            """The engine, noting what the compiler gives it."""

            def __getattr__(self, name: str) -> Any:
                return getattr(engine, name)

            def compile(self, *given: Any) -> Any:
                made.given = given
                return engine_compile(*given)

        def compile_kept(expression: Any, flags: int = 0) -> Any:
            if not isinstance(expression, str):
                return compile_anew(expression, flags)
            key = (expression, int(flags))
            kept = self.known.get(key)
            if kept is not None:
                with suppress(*WRONG):  # damaged: compiled again
                    all_flags, code, groups, numbers, names = kept
                    return engine_compile(
                        expression, all_flags, list(array("I", code)), groups, numbers, names
                    )
            made.given = ()
            compiled = compile_anew(expression, flags)
            with suppress(*WRONG):  # a compiler that gives something else
                _, all_flags, code, groups, numbers, names = made.given
                self.new[key] = (
                    int(all_flags), array("I", code).tobytes(), groups, dict(numbers), tuple(names),
                )  # fmt: skip
            return compiled

        compiler._sre, compiler.compile = Watched(), compile_kept

    def save(self) -> None:
        """Write the file anew where enough is new; in one piece, so that runs side by side cannot damage it."""
        if self.path is None or len(self.new) < WORTH_WRITING:
            return
        together = {**self.known, **self.new} if len(self.known) < MOST else self.new
        with suppress(OSError, ValueError):
            keeping.write(self.path, marshal.dumps(together))
