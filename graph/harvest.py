"""Sources into claims: files, folders and URLs read, each with its `Source`, on all cores where there are many.

The readers run in processes of their own that this module starts (`python -m graph.harvest`) and talks to in lines of
JSON. They know nothing of the store, need nothing of the caller's `__main__`, and end when the caller does.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from graph.claims import Claim
from graph.errors import UserError
from graph.ids import digest
from graph.schema import Source
from loaders.document import Document, KnownName, ReadError

# below these, starting processes costs more than it saves
_MANY_FILES, _MANY_BYTES = 24, 400_000


class Seals(Protocol):
    """Seals of the sources that are stored already, by id."""

    def get(self, id_: str, /) -> str | None: ...
    def all(self) -> dict[str, str]: ...


@dataclass
class Harvest:
    """What one document gave. `claims` is None where the store has it just so already (its seal is known)."""

    path: str
    source: Source
    claims: list[Claim] | None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Failure:
    """A document that cannot be read, and why."""

    path: str
    reason: str


def harvest(
    sources: Iterable[str | os.PathLike[str]],
    names: Sequence[KnownName],
    reader: str,
    seals: Seals | None = None,
    workers: int | None = None,
) -> Iterator[Harvest | Failure]:
    """Read every document that `sources` name, by path.

    `names`: what the register knows; `reader`: fingerprint of reader and names; `seals`: those of the sources in
    the store. Raises `UserError` for a path that does not exist.
    """
    from loaders.reading import find

    try:
        paths = sorted(dict.fromkeys(find(sources)), key=_order)
    except ReadError as error:
        raise UserError(str(error).rstrip(".")) from error
    if workers is None:
        many = len(paths) >= _MANY_FILES or sum(_size(path) for path in paths) >= _MANY_BYTES
        workers = (os.cpu_count() or 1) if many and len(paths) > 1 else 1
    twice, jobs = _namesakes(paths)
    yield from twice
    taken: dict[str, Harvest] = {}
    if workers <= 1:
        results = _alone(jobs, names, {"reader": reader, "seals": seals or {}})
    else:
        results = _together(jobs, names, {"reader": reader, "seals": seals.all() if seals else {}}, workers)
    for got in results:
        if isinstance(got, Failure):
            yield got
            continue
        before = taken.get(got.source.id)
        if before is None:
            taken[got.source.id] = Harvest(got.path, got.source, None)
            yield got
        elif before.source.text_hash != got.source.text_hash:
            yield Failure(
                got.path,
                f"{got.path} calls itself {got.source.id}, as {before.path} does, and says something else",
            )


def source_of(document: Document, reader: str) -> Source:
    """The node of a document, its seal included."""
    source = Source(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        author=document.author,
        published=document.published,
        published_on=document.published_on,
        originals=sorted(set(document.originals)),
        text_hash=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        origin=document.origin,
    )
    return source.model_copy(update={"seal": digest(source.model_dump(mode="json"), reader)})


# ---- one document


def _order(path: str) -> tuple[bool, tuple[str, ...]]:
    return "://" in path, Path(path).parts


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _namesakes(paths: list[str]) -> tuple[list[Failure], list[tuple[str, str | None]]]:
    """Jobs (path, id or None for the document's own): files of one name in several folders get their folder's name.

    It shows in the id only where such files say different things and name no id themselves; a copy is read once.
    """
    from loaders import read

    by_stem: dict[str, list[str]] = {}
    for path in paths:
        if "://" not in path:
            by_stem.setdefault(Path(path).stem, []).append(path)
    failures: list[Failure] = []
    override: dict[str, str | None] = {}
    copies: set[str] = set()
    for stem, same in by_stem.items():
        if len(same) < 2:
            continue
        texts: dict[str, str] = {}
        for path in same:
            try:
                document = read(path)
            except ReadError:
                continue  # said when its turn comes
            if document.id == f"name:{stem}":
                if document.text in texts:
                    copies.add(path)
                else:
                    texts[document.text] = path
        if len(texts) > 1:
            override.update(_apart(stem, sorted(texts.values(), key=_order)))
    return failures, [(path, override.get(path)) for path in paths if path not in copies]


def _apart(stem: str, paths: list[str]) -> dict[str, str]:
    """`name:FOLDER/STEM`, with as many folders as it takes to tell the files apart."""
    parts = {path: Path(path).absolute().parts[:-1] for path in paths}
    depth = 1
    while len({p[-depth:] for p in parts.values()}) < len(paths) and depth < 64:
        depth += 1
    out: dict[str, str] = {}
    for path in paths:
        id_ = "name:" + "/".join((*parts[path][-depth:], stem))
        while id_ in out.values():  # one folder, two suffixes
            id_ += Path(path).suffix
        out[path] = id_
    return out


def _one(
    path: str, id_: str | None, names: Sequence[KnownName], setup: Mapping[str, Any]
) -> Harvest | Failure:
    from loaders.reading import read, why_not_read

    try:
        document = read(path)
        why = why_not_read(document.text)
        if why is not None:
            return Failure(path, f"{document.origin} {why}")
        if id_ is not None:
            document.notes.append(f"another file has this name too, so this source is called {id_}")
            document.id = id_
        source = source_of(document, setup["reader"])
        if setup["seals"].get(source.id) == source.seal:
            return Harvest(path, source, None, document.notes)
        from loaders.extraction import extract

        claims = extract(document, names).claims
    except ReadError as error:
        return Failure(path, str(error).rstrip("."))
    return Harvest(path, source, claims, document.notes)


def _alone(
    jobs: Iterable[tuple[str, str | None]], names: Sequence[KnownName], setup: Mapping[str, Any]
) -> Iterator[Harvest | Failure]:
    for path, id_ in jobs:
        yield _one(path, id_, names, setup)


# ---- many


class _Worker:
    """A reading process. One job at a time; `ask` blocks until it is done."""

    def __init__(self, names: Sequence[KnownName], setup: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.harvest"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, _path()))},
        )
        told = {
            **setup,
            "names": [[name.name, name.type, list(name.forms), list(name.words)] for name in names],
        }
        self._send(told)

    def _send(self, what: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what, ensure_ascii=True) + "\n")
        self._process.stdin.flush()

    def ask(self, path: str, id_: str | None) -> Harvest | Failure:
        try:
            self._send([path, id_])
            assert self._process.stdout is not None
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        if not line:
            return Failure(path, f"{path} brought the reader down (exit code {self._process.wait()})")
        got = json.loads(line)
        if "reason" in got:
            return Failure(path, got["reason"])
        claims = got["claims"]
        return Harvest(
            path,
            Source.model_validate_json(got["source"]),
            None if claims is None else [Claim.model_validate(claim) for claim in claims],
            got["notes"],
        )

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(OSError):  # it may have ended already
            self._process.stdin.close()
        self._process.stdout.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _path() -> list[str]:
    """Where the workers find this package: as the caller does."""
    return [str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]


def _together(
    jobs: list[tuple[str, str | None]], names: Sequence[KnownName], setup: Mapping[str, Any], workers: int
) -> Iterator[Harvest | Failure]:
    """In the order of the jobs, at most a few results ahead of the caller."""
    idle: list[_Worker] = [_Worker(names, setup) for _ in range(min(workers, len(jobs)))]
    every = list(idle)

    def work(path: str, id_: str | None) -> Harvest | Failure:
        worker = idle.pop()
        try:
            return worker.ask(path, id_)
        finally:
            if worker.ended:
                worker = _Worker(names, setup)
                every.append(worker)
            idle.append(worker)

    pool = ThreadPoolExecutor(len(idle))
    try:
        waiting = iter(jobs)
        ahead: list[Future[Harvest | Failure]] = []
        running: set[Future[Harvest | Failure]] = set()
        more = True
        while more or ahead:
            while more and len(ahead) < 4 * workers:
                job = next(waiting, None)
                if job is None:
                    more = False
                else:
                    ahead.append(pool.submit(work, *job))
                    running.add(ahead[-1])
            if ahead:
                if not ahead[0].done():
                    _, running = wait(running, return_when=FIRST_COMPLETED)
                while ahead and ahead[0].done():
                    yield ahead.pop(0).result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in every:
            worker.close()


def _serve(told: IO[str], out: IO[str]) -> None:
    """The loop of a reading process."""
    setup = json.loads(told.readline())
    names = [
        KnownName(name, type_, tuple(forms), tuple(words)) for name, type_, forms, words in setup.pop("names")
    ]
    for line in told:
        path, id_ = json.loads(line)
        got = _one(path, id_, names, setup)
        reply: dict[str, Any]
        if isinstance(got, Failure):
            reply = {"reason": got.reason}
        else:
            claims = None if got.claims is None else [claim.model_dump(mode="json") for claim in got.claims]
            reply = {"source": got.source.model_dump_json(), "claims": claims, "notes": got.notes}
        out.write(json.dumps(reply, ensure_ascii=True) + "\n")
        out.flush()


if __name__ == "__main__":
    import signal

    # an interrupt is the caller's to answer, who then closes the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes to stderr
    _serve(sys.stdin, answers)
