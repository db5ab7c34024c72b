"""METRIC: figures of a text as values of measures, of somebody, at a time."""

from loaders.measures.reader import MeasureReader

__all__ = ["MeasureReader"]
