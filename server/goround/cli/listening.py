"""The port on which a command listens, and the address under which it is reached."""

import socket

from goround.cli.stop import Stop

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


def listen(host: str, port: int) -> socket.socket:
    """A socket that is bound to this port, or to a free one where it is 0."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno in (98, 48):
            raise Stop(f"Port {port} is taken. Stop what runs there, or choose another: --port {port + 1}") from None
        raise Stop(f"{host}:{port} cannot be listened on: {error.strerror}. Check --host and --port.") from None
    return listening


def address_of(listening: socket.socket, scheme: str = "http") -> str:
    """Where a browser finds it."""
    host, port = listening.getsockname()[:2]
    if host in EVERYWHERE:
        host = _own_address()
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _own_address() -> str:
    """This machine's address on its network. A datagram socket that is only connected sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
