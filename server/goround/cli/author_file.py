"""Files that a command writes for authors: readable for everybody, since a server of another account may have to read them."""

from pathlib import Path

from goround.cli.stop import Stop


def write_for_all(path: Path, words: str, *, instead: str, new: bool = False) -> None:
    """Write a text file; where it cannot be written, say so and what to do instead. A new one must not be there yet."""
    try:
        with path.open("x" if new else "w", encoding="utf-8", newline="\n") as file:
            file.write(words)
        path.chmod(0o644)
    except FileExistsError:
        raise Stop(f"{path} is there already, and is left as it is. {instead}") from None
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror}. {instead}") from None
