"""`tencent-kg claims PATH… --out DIR`: many documents, all cores, one file of claims each; resumable.

A finished output is left when the input, the reader and the register are what they were when it was made. That is
written down in DIR/.tencent-kg-claims, a line for each output, after the output itself has been put in place.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from graph.errors import UserError
from loaders.document import ReadError
from loaders.reading.fetch import is_url

JOURNAL = ".tencent-kg-claims"
# below these, starting processes costs more than it saves
MANY_FILES, MANY_BYTES = 16, 300_000


@dataclass(frozen=True, slots=True)
class Job:
    """One document and where its claims go. `as_source`: its id, where its name alone would be another's too."""

    source: str
    output: Path
    as_source: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job: the number of claims, or why there are none."""

    job: Job
    claims: int = 0
    failure: str | None = None
    notes: tuple[str, ...] = ()
    seal: str = ""


@dataclass(slots=True)
class Tally:
    """The sum of a run."""

    total: int = 0
    read: int = 0
    left: int = 0
    claims: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)


def plan(sources: Sequence[str], folder: Path) -> tuple[list[Job], list[str]]:
    """(jobs in a fixed order, remarks): every document that `sources` name, and the file its claims go to.

    Of documents with one stem, the first keeps it and the others get ~2, ~3 …, as file name and in their source's id.
    """
    from loaders.reading import find

    try:
        found = find(sources)
    except ReadError as error:
        raise UserError(str(error).rstrip(".")) from error
    if not found:
        raise UserError("there is no document in " + ", ".join(sources) + " (of .txt .md .html .htm .pdf)")
    jobs: list[Job] = []
    remarks: list[str] = []
    taken: dict[str, str] = {}
    for source in found:
        stem = name = _stem(source)
        number = 1
        while name.casefold() in taken:  # two names may be one file on other systems
            number += 1
            name = f"{stem}~{number}"
        if number > 1:
            remarks.append(
                f"{source} has the name of {taken[stem.casefold()]}: its claims go to {name}.jsonl"
            )
        taken[name.casefold()] = source
        jobs.append(Job(source, folder / f"{name}.jsonl", f"name:{name}" if number > 1 else None))
    return jobs, remarks


def _stem(source: str) -> str:
    if not is_url(source):
        return Path(source).stem
    parts = urlsplit(source)
    stem = PurePosixPath(unquote(parts.path)).stem or parts.netloc
    return "".join(c if c.isalnum() or c in "-_.~" else "_" for c in stem)[:120] or "page"


def run(
    jobs: Sequence[Job], *, workers: int, force: bool, told: Callable[[Done | None, Tally], None]
) -> Tally:
    """Do the jobs whose outputs are not there yet. `told` hears of each as it is done (None: of one left as it was).

    Raises `KeyboardInterrupt` after what was being read has been written; nothing half-written stays.
    """
    folder = jobs[0].output.parent
    _make_folder(folder)
    reader = fingerprint()
    finished = {} if force else _journal(folder)
    tally = Tally(total=len(jobs))
    todo: list[Job] = []
    for job in jobs:
        if job.output.name in finished and _is_finished(job, finished[job.output.name], reader):
            tally.left += 1
            told(None, tally)
        else:
            todo.append(job)
    size = sum(_size(job.source) for job in todo)
    if len(todo) < MANY_FILES and size < MANY_BYTES:
        workers = 1
    workers = min(workers, max(1, len(todo)))
    with (folder / JOURNAL).open("a", encoding="utf-8") as journal, _Interrupts() as interrupts:
        for done in _alone(todo, interrupts) if workers == 1 else _together(todo, workers, interrupts):
            if done.failure is None:
                tally.read += 1
                tally.claims += done.claims
                line = {"output": done.job.output.name, "input": done.seal, "reader": reader}
                journal.write(json.dumps(line, ensure_ascii=False) + "\n")
                journal.flush()
            else:
                tally.failures.append((done.job.source, done.failure))
            told(done, tally)
        if interrupts.asked:
            raise KeyboardInterrupt
    return tally


class _Interrupts:
    """Takes the first interrupt as a wish to stop after what is being read; a second one stops at once."""

    def __init__(self) -> None:
        self.asked = False
        self._before: Any = None

    def __enter__(self) -> _Interrupts:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, *_: object) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


def do(job: Job) -> Done:
    """Read one document and put its claims in place, whole or not at all."""
    from graph.reading import read_claims

    try:
        seal = _seal(job.source)
        reading = read_claims(job.source, as_source=job.as_source)
    except UserError as error:
        name = Path(job.source).name  # which of many it is, the path tells
        return Done(
            job,
            failure=job.source + str(error).removeprefix(name) if str(error).startswith(name) else str(error),
        )
    claims = reading.extraction.claims
    beside = job.output.with_name(f".{job.output.name}.new")
    try:
        beside.write_text("".join(claim.to_json() + "\n" for claim in claims), encoding="utf-8", newline="")
        beside.replace(job.output)
    except OSError as error:
        return Done(job, failure=f"{job.output} cannot be written: {error.strerror or error}")
    return Done(job, len(claims), notes=tuple(reading.document.notes), seal=seal)


def _alone(jobs: Sequence[Job], interrupts: _Interrupts) -> Iterator[Done]:
    for job in jobs:
        if interrupts.asked:
            return
        yield do(job)


def _together(jobs: Sequence[Job], workers: int, interrupts: _Interrupts) -> Iterator[Done]:
    """The jobs on several processes, as they are done; a few are handed out ahead, so that none waits."""
    context = multiprocessing.get_context("spawn")
    waiting = iter(jobs)
    running: dict[Future[Done], Job] = {}
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        while True:
            while len(running) < workers * 4 and not interrupts.asked:
                job = next(waiting, None)
                if job is None:
                    break
                running[executor.submit(do, job)] = job
            if interrupts.asked:
                for future in [future for future in running if future.cancel()]:
                    del running[future]
            if not running:
                return
            for future in wait(running, timeout=0.5, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    raise UserError(
                        f"a reading process ended while {job.source} and others were read (out of memory?); "
                        "run the same command again with --jobs 1 to go on"
                    ) from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """In a new process: leave interrupts to the parent, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()


# --- what is finished --------------------------------------------------------------------------------------------


def fingerprint() -> str:
    """Changes with anything that claims depend on: the code and tables of reader and resolution, the register."""
    import data
    import graph
    import loaders

    seal = hashlib.sha256()
    for package, pattern in (
        (loaders, "**/*"),
        (graph, "*.py"),
        (data, "entities/*"),
        (data, "expressions/*"),
    ):
        root = Path(next(iter(package.__path__)))
        for path in sorted(root.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                seal.update(path.relative_to(root).as_posix().encode() + b"\0")
                seal.update(hashlib.sha256(path.read_bytes()).digest())
    return seal.hexdigest()[:32]


def _journal(folder: Path) -> dict[str, dict[str, str]]:
    """By output, the last line about it; a line cut off by a crash is no line."""
    found: dict[str, dict[str, str]] = {}
    try:
        lines = (folder / JOURNAL).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and "output" in entry:
            found[entry["output"]] = entry
    return found


def _is_finished(job: Job, entry: dict[str, str], reader: str) -> bool:
    return (
        entry.get("reader") == reader
        and not is_url(job.source)
        and job.output.is_file()
        and entry.get("input") == _seal(job.source)
    )


def _seal(source: str) -> str:
    """Of the bytes and the name (which is the source's id where the document gives none); '' for what is not there."""
    if is_url(source):
        return ""
    try:
        data = Path(source).read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(Path(source).name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()[
        :32
    ]


def _size(source: str) -> int:
    try:
        return 0 if is_url(source) else Path(source).stat().st_size
    except OSError:
        return 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UserError(f"{folder} is a file; name a folder for the claims") from None
    except OSError as error:
        raise UserError(f"the folder {folder} cannot be made: {error.strerror or error}") from None
