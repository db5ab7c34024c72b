"""Bytes of a document, from a file or over http(s), within a limit."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from loaders.document import ReadError

LIMIT = 50 * 1024 * 1024  # bytes of one document; a year of one outlet's news is less
TIMEOUT = 30.0  # seconds without a byte from the server
REDIRECTS = 5

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True, slots=True)
class Raw:
    """What was fetched: `origin` is the file's name or the URL asked for, `charset` the server's word for it."""

    data: bytes
    origin: str
    suffix: str  # lower case, with the dot; '' where there is none
    url: str | None = None  # where the bytes came from, after redirects
    charset: str | None = None
    media_type: str | None = None


def is_url(source: str | os.PathLike[str]) -> bool:
    """Whether `source` has the form of a URL, of whatever scheme."""
    return isinstance(source, str) and _SCHEME.match(source) is not None


def fetch(source: str | os.PathLike[str], *, limit: int = LIMIT) -> Raw:
    """The bytes behind a path or an http(s) URL.

    Raises `ReadError` with one sentence when there is nothing there, it is a folder, may not be read, is larger
    than `limit` bytes, or the server does not give it.
    """
    if isinstance(source, str) and (scheme := _SCHEME.match(source)):
        if scheme[1].lower() not in {"http", "https"}:
            raise ReadError(f"{source}: only files and http(s) addresses are read, not {scheme[1]}://.")
        return _from_web(source, limit)
    return _from_file(Path(source), limit)


def _from_file(path: Path, limit: int) -> Raw:
    try:
        if path.is_dir():
            raise ReadError(
                f"{path} is a folder; name a file in it, or read all of it with `claims {path} --out DIR`."
            )
        if path.exists() and not path.is_file():
            raise ReadError(f"{path} is not a regular file.")
        size = path.stat().st_size
        if size > limit:
            raise ReadError(
                f"{path} has {_megabytes(size)}, more than the {_megabytes(limit)} that one document may have."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{path} does not exist.") from None
    except PermissionError:
        raise ReadError(f"{path} may not be read: permission denied.") from None
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror or error}.") from None
    except ValueError as error:  # a NUL in the name
        raise ReadError(f"{str(path)!r} is not a file name: {error}.") from None
    return Raw(data=data, origin=path.name, suffix=path.suffix.lower())


def _from_web(url: str, limit: int) -> Raw:
    import httpx

    headers = {
        "User-Agent": "tencent-kg (reads one page for its user)",
        "Accept": "text/html,text/plain,text/markdown,application/pdf;q=0.9,*/*;q=0.1",
        "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.1",
    }
    data = bytearray()
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=REDIRECTS, timeout=TIMEOUT, headers=headers
            ) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code != 200:
                raise ReadError(f"{url}: the server answered {answer.status_code} {answer.reason_phrase}.")
            for chunk in answer.iter_bytes():
                data += chunk
                if len(data) > limit:
                    raise ReadError(
                        f"{url} has more than the {_megabytes(limit)} that one document may have."
                    )
            media_type, charset = _content_type(answer.headers.get("content-type", ""))
            landed = str(answer.url)
    except httpx.TooManyRedirects:
        raise ReadError(f"{url}: more than {REDIRECTS} redirections.") from None
    except httpx.TimeoutException:
        raise ReadError(f"{url}: the server did not answer in {TIMEOUT:.0f} seconds.") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise ReadError(f"{url} is not an address that can be read: {error}.") from None
    except httpx.HTTPError as error:
        raise ReadError(f"{url} cannot be reached: {str(error) or type(error).__name__}.") from None
    suffix = PurePosixPath(unquote(urlsplit(landed).path)).suffix.lower()
    return Raw(bytes(data), origin=url, suffix=suffix, url=landed, charset=charset, media_type=media_type)


def _content_type(header: str) -> tuple[str | None, str | None]:
    media_type, _, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return media_type.strip().lower() or None, charset[1] if charset else None


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"
