"""``goround schema``: the JSON Schema with which editors complete what an author writes."""

from argparse import Namespace
from pathlib import Path

from goround.catalog.schema import FILES, written
from goround.cli.author_file import write_for_all


def run(chosen: Namespace) -> int:
    """Write the schema of curricula, or of the facts, to its file."""
    path: Path = chosen.output or Path("curricula") / FILES[chosen.of]
    write_for_all(path, written(chosen.of), instead="Say where it is to go with --output FILE.")
    print(f"Written: {path}")
    return 0
