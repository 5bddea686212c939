"""The known name that somebody may have meant."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to a mistyped one; None where none is near."""
    from difflib import get_close_matches  # 20 ms that a file without mistakes does not need

    return next(iter(get_close_matches(name, list(known), 1, 0.6)), None)
