"""How many independent sources state a fact.

Not independent of each other are: copies of one text; one publisher printing one sentence; a source and the original it
names (`of:`); two sources that name one original.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.ids import name_key
from graph.schema import Source
from graph.statements import Statement


def original_keys(source: Source) -> set[str]:
    """What a source can be named by in another's `originals`: its URL, its title with its publisher, its id."""
    keys = {source.id}
    if source.url:
        keys.add(url_key(source.url))
    if source.title and source.publisher:
        keys.add(original_key(f"{source.title}｜{source.publisher}"))
    return keys


def original_key(original: str) -> str:
    """One original in one form: a URL without its scheme, or title and publisher in their normalised keys."""
    if "｜" not in original:
        return url_key(original)
    title, _, publisher = original.rpartition("｜")
    return f"{name_key(title)}｜{name_key(publisher)}"


def url_key(url: str) -> str:
    rest = url.strip().partition("#")[0].partition("://")
    return (rest[2] or rest[0]).removeprefix("www.").rstrip("/").casefold()


def corroboration(statements: Iterable[Statement]) -> int:
    """Number of independent sources among those of the statements; at least 1."""
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    ids = set()
    for statement in statements:
        source, id_ = statement.source, statement.claim.evidence.source
        ids.add(id_)
        tied: set[str] = set()
        if source is not None:
            tied |= {f"is {key}" for key in original_keys(source)}
            tied |= {f"is {original_key(original)}" for original in source.originals}
            if source.text_hash:
                tied.add(f"text {source.text_hash}")
            if source.publisher:
                quote = name_key(statement.claim.evidence.quote)
                tied.add(f"printed {name_key(source.publisher)} {quote}")
        for key in sorted(tied):
            parent[find(key)] = find(f"source {id_}")
    return max(1, len({find(f"source {id_}") for id_ in ids}))
