"""Goround runs live therapy groups: what people ask becomes a log, and every screen is a reading of that log."""

__version__ = "0.1.0"
