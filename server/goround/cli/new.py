"""``goround new``: a commented curriculum to begin with."""

import sys
from argparse import Namespace
from pathlib import Path

from goround.catalog.near import nearest
from goround.catalog.schema import FILES
from goround.catalog.skeletons import GROUPS, KINDS, STEPS, skeleton
from goround.cli.author_file import write_for_all
from goround.cli.stop import Stop
from goround.shipped import shipped


def run(chosen: Namespace) -> int:
    """Print it, or write it to a file that is not there yet."""
    kind: str = chosen.kind
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        instead = f"Did you mean “{near}”? " if near else ""
        raise Stop(f"There is no kind “{kind}”. {instead}Groups: {', '.join(GROUPS)}. Steps: {', '.join(STEPS)}.")
    path: Path | None = chosen.output
    text = skeleton(kind, shipped("curricula") / "examples", path.stem if path else None)
    if path is None:
        sys.stdout.write(text)
        return 0
    write_for_all(path, text, instead="Name another one with --output FILE.", new=True)
    print(f"Written: {path}")
    print(f"Look at it:  goround preview {path}")
    print(f"Check it:    goround check {path}")
    if not (schema := path.parent / FILES["curriculum"]).exists():
        print(f"So that your editor completes and explains:  goround schema --output {schema}")
    return 0
