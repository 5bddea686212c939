"""Copies of a session for a reader: lines, tables, a page. Each holds what its reader may see, and never claims to be the log."""

from goround.review.exports.in_lines import lines
from goround.review.exports.in_tables import Table, tables
from goround.review.exports.reader import Reader, for_reader

__all__ = ["Reader", "Table", "for_reader", "lines", "tables"]
