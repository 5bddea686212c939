"""Curricula from YAML files, with file, line and column for whatever is wrong in them."""
