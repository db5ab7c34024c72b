"""Names in Chinese business news: companies, products, people, business units, exchanges; known and unknown."""

from loaders.names.aliases import aliases
from loaders.names.finder import NameFinder
from loaders.names.model import Name, NameType
from loaders.names.phrase import names_in_phrase

__all__ = ["Name", "NameFinder", "NameType", "aliases", "names_in_phrase"]
