"""The packaged questions: one Cypher file each, and the catalogue that runs them."""

from queries.catalogue import Catalogue, find, load_all
from queries.header import Query
from queries.result import Result

__all__ = ["Catalogue", "Query", "Result", "find", "load_all"]
