"""Where the screens and the sample curricula lie: beside the package in a wheel, else in the checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """The folder ``client_web`` or ``curricula`` that came with this installation."""
    beside = _PACKAGE / "_shipped" / folder
    return beside if beside.is_dir() else _PACKAGE.parents[1] / folder
