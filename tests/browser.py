"""A real Chromium for the tests: the one on the PATH, else Debian's package, else Playwright's own. Never skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class NoChromiumError(AssertionError):
    """No Chromium could be found or installed; the message says what was tried."""


def _on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def _run(*command: str) -> str:
    """'' where the command succeeds, else the end of what it said."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, env=env, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return "" if done.returncode == 0 else (done.stderr or done.stdout)[-300:]


@lru_cache(maxsize=1)
def executable() -> str:
    """Path of a Chromium. Raises `NoChromiumError`."""
    tried = []
    if found := _on_path():
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        tried.append(
            _run("apt-get", "update")
            or _run("apt-get", "install", "-y", "--no-install-recommends", "chromium")
        )
        if found := _on_path():
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if not Path(own).is_file():
        tried.append(_run(sys.executable, "-m", "playwright", "install", "chromium"))
    if Path(own).is_file():
        return own
    raise NoChromiumError(
        f"no Chromium on the PATH ({', '.join(NAMES)}), and none could be installed: {' / '.join(filter(None, tried))}"
    )


@contextmanager
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    path = executable()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGS)
        try:
            yield running
        finally:
            running.close()


class Watched:
    """A page opened from disk with the network off; everything it asks for or stumbles over is kept."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._requested)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(file.as_uri())
        self.file = file.as_uri()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    @property
    def elsewhere(self) -> list[str]:
        """Requests for anything but the file itself (and the empty icon that it carries)."""
        return [url for url in self.requests if url not in {self.file, "data:,"}]


@contextmanager
def opened(
    running: Browser, file: Path, width: int = 1400, height: int = 900, scheme: str = "light"
) -> Iterator[Watched]:
    """The file in a window of its own."""
    context = running.new_context(
        viewport={"width": width, "height": height},
        offline=True,
        color_scheme=scheme,
        reduced_motion="reduce",  # type: ignore[arg-type]
    )
    try:
        yield Watched(context.new_page(), file)
    finally:
        context.close()
