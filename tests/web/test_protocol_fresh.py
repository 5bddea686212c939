"""The types that the screens are checked against are those of the server's own messages."""

from pathlib import Path

from goround.web.declarations import declarations


def test_the_declarations_are_fresh(checkout: Path) -> None:
    """W19"""
    kept = (checkout / "client_web/protocol.d.ts").read_text()
    assert kept == declarations(), "The wire's messages have changed. Run: make protocol"
