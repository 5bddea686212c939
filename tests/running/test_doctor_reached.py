"""The doctor's lines about how the server is reached: what is on its port, and for how long its certificate holds."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from goround.cli.doctor import reached
from goround.journal.folder import DataFolder
from goround.runtime.clock import SettableClock, SystemClock
from tests.running.certificates import made
from tests.running.examined import bad, settings


@contextmanager
def answering(answer: Callable[[str], tuple[int, str]]) -> Iterator[int]:
    """Something on a port of this machine that answers every path so."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = answer(self.path)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Not in a test."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ours(wrong: list[str]) -> Callable[[str], tuple[int, str]]:
    def answer(path: str) -> tuple[int, str]:
        if path == "/healthz":
            return 200, "goround lives\n"
        return 503 if wrong else 200, json.dumps({"ready": not wrong, "wrong": wrong})

    return answer


def test_a_port_is_free_or_ours(folder: DataFolder, key: Path) -> None:
    """U6"""
    assert reached.port(settings(folder, key, port=0)).state == "ok"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    assert "is free" in reached.port(settings(folder, key, port=free)).found
    with answering(ours([])) as port:
        line = reached.port(settings(folder, key, port=port, host="0.0.0.0"))  # noqa: S104 - asked over loopback
        assert (line.state, line.found) == ("ok", f"Goround runs on {port} and is ready")


@pytest.mark.parametrize("code", sorted(reached.WRONG))
def test_a_server_that_is_not_ready_says_why(code: str, folder: DataFolder, key: Path) -> None:
    """U6"""
    with answering(ours([code])) as port:
        bad(reached.port(settings(folder, key, port=port)), "fail", "not ready", reached.WRONG[code][1:])


@pytest.mark.parametrize("answer", [(200, "welcome"), (404, "goround lives\n"), (500, "")])
def test_a_port_with_somebody_else_on_it_is_told(answer: tuple[int, str], folder: DataFolder, key: Path) -> None:
    """U6"""
    with answering(lambda _: answer) as port:
        bad(reached.port(settings(folder, key, port=port)), "fail", "not Goround", f"--port {port + 1}")


def test_a_server_that_does_not_speak_of_itself_and_an_address_that_is_not_ours_are_told(
    folder: DataFolder, key: Path
) -> None:
    """U6"""
    with answering(lambda path: (200, "goround lives\n")) as port:
        bad(reached.port(settings(folder, key, port=port)), "fail", "does not say")
    bad(reached.port(settings(folder, key, port=1, host="256.1.1.1")), "fail")


def test_a_link_without_a_certificate_is_told_where_it_crosses_a_network(folder: DataFolder, key: Path) -> None:
    """U6"""
    clock = SystemClock()
    assert reached.certificate(settings(folder, key), clock).state == "ok"
    bad(reached.certificate(settings(folder, key, address="http://group.example"), clock), "warn", "can be read")


@pytest.mark.parametrize(("days", "state"), [(-1, "fail"), (5, "warn"), (60, "ok")])
def test_the_days_of_the_servers_own_certificate_are_told(
    days: int, state: str, folder: DataFolder, key: Path, tmp_path: Path
) -> None:
    """U6"""
    cert, secret = made(tmp_path, "group.example", timedelta(days=days, hours=1))
    found = settings(folder, key, address="https://group.example", tls_cert=cert, tls_key=secret)
    line = reached.certificate(found, SystemClock())
    assert line.state == state, line
    cert.unlink()
    bad(reached.certificate(found, SystemClock()), "fail", "cannot be")


@contextmanager
def shown(cert: Path, secret: Path) -> Iterator[int]:
    """A port of this machine that shows a certificate, once."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, secret)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def show() -> None:
            connection, _ = listening.accept()
            with connection, context.wrap_socket(connection, server_side=True):
                pass

        thread = threading.Thread(target=show)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(10)


@pytest.mark.parametrize(
    ("left", "lives", "state"),
    [
        (timedelta(hours=-1), timedelta(days=90), "fail"),
        (timedelta(days=10), timedelta(days=90), "warn"),
        (timedelta(days=60), timedelta(days=90), "ok"),
        (timedelta(hours=6), timedelta(hours=12), "ok"),
        (timedelta(hours=1), timedelta(hours=12), "warn"),
    ],
)
def test_the_days_of_the_proxys_certificate_are_told(
    left: timedelta, lives: timedelta, state: str, folder: DataFolder, key: Path, tmp_path: Path
) -> None:
    """U6: also of one that lives for hours, as Caddy's own do."""
    with shown(*made(tmp_path, "group.example", left, lives)) as port:
        line = reached.certificate(settings(folder, key, address=f"https://group.example:{port}"), SystemClock())
    assert line.state == state and "group.example" in line.found and bool(line.do) == (state != "ok"), line


def test_a_certificate_that_is_not_seen_from_here_is_no_failure(folder: DataFolder, key: Path) -> None:
    """U6"""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    line = reached.certificate(settings(folder, key, address=f"https://group.example:{free}"), SettableClock())
    assert line.state == "ok" and "not seen from here" in line.found
