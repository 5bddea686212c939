"""Settings from flags, the environment (``GOROUND_...``) and the file ``goround.toml`` in the data folder, as one frozen model."""

import os
import re
import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator

from goround.catalog.near import nearest
from goround.domain.base import Model, Words
from goround.domain.curriculum import HelpLine

CRISIS_LINE = HelpLine(number="988", words=Words(en="crisis line, call or text", es="línea de crisis, llama o escribe"))
DANGER = HelpLine(number="911", words=Words(en="if someone is in danger", es="si alguien está en peligro"))


FILE = "goround.toml"
ALLOWED = {
    "port": "a whole number from 0 to 65535; 0 takes one that is free",
    "address": "what people type, from http:// or https:// up to the name or port, such as https://group.example",
    "zone": "the name of a time zone, such as America/Chicago",
    "desk": "a phone number: 2 to 24 digits, spaces and signs",
    "plain_http": "true or false",
    "log": "text or json",
    "metrics": "local, off, or a token of 20 or more letters without spaces",
}
"""What may be given; of the others any text."""
SECRET = ("metrics",)
"""What was given is not repeated: it may be a token."""


class BadSetting(Exception):
    """A setting that cannot be used; the text says which, why and what to do."""


class Settings(Model):
    """How this server runs."""

    data: Path
    key_file: Path
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8484
    address: str | None = None
    """Public address that people type, such as ``https://group.example``; by default the one that is listened on."""
    curricula: Path | None = None
    zone: str = "UTC"
    desk: str | None = None
    """The site's own number, shown beside 988 and 911."""
    plain_http: bool = False
    """Whether sessions with people are held although their link is not encrypted."""
    tls_cert: Path | None = None
    """The certificate, followed by those that vouch for it, with which the server speaks https itself."""
    tls_key: Path | None = None
    log: Literal["text", "json"] = "text"
    metrics: Annotated[str, Field(repr=False)] = "local"
    """Who may read ``/metrics``: ``local`` (this machine), ``off`` (nobody), or the token of whoever asks from elsewhere."""

    @field_validator("address")
    @classmethod
    def _address_opens(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address)  # a ValueError where it has brackets without an address between
        _ = parts.port  # the same for a port that there is not
        plain = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
        if parts.scheme not in ("http", "https") or not parts.hostname or not plain or re.search(r"\s", address):
            raise ValueError
        return address.rstrip("/")

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError from None
        return zone

    @field_validator("desk")
    @classmethod
    def _desk_can_be_dialled(cls, desk: str | None) -> str | None:
        if desk is not None:
            HelpLine(number=desk, words=DANGER.words)
        return desk

    @field_validator("metrics")
    @classmethod
    def _token_is_long(cls, metrics: str) -> str:
        if metrics not in ("local", "off") and not re.fullmatch(r"[!-~]{20,}", metrics):
            raise ValueError
        return metrics

    @property
    def secure(self) -> bool:
        """Whether the public address is https, so that cookies may be Secure."""
        return self.address.lower().startswith("https://") if self.address else self.tls_cert is not None

    @property
    def exposed(self) -> bool:
        """Whether what people say crosses a network unencrypted: not on https, nor where only this machine reaches itself."""
        return not self.secure and not this_machine(
            (urlsplit(self.address).hostname or "") if self.address else self.host
        )

    @property
    def keeps_people_out(self) -> bool:
        """Whether no session with people may begin here: nobody has said that the link need not be encrypted."""
        return self.exposed and not self.plain_http

    @property
    def help_lines(self) -> tuple[HelpLine, ...]:
        """Whom to call. "Help line" on phones dials the first: it answers at any hour, which the site's own desk may not."""
        if self.desk is None:
            return (CRISIS_LINE, DANGER)
        desk = HelpLine(number=self.desk, words=Words(en="front desk", es="recepción"))
        return (CRISIS_LINE, desk, DANGER)


def this_machine(host: str) -> bool:
    """Whether this host is only ever the machine itself, so that nothing sent to it crosses a network."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost" or host.lower().endswith(".localhost")


def default_data() -> Path:
    """A folder of the user's: ``$XDG_DATA_HOME/goround``, else ``~/.local/share/goround``."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "goround"


def default_key_file() -> Path:
    """A file of the user's outside every data folder: ``$XDG_CONFIG_HOME/goround/site.key``, else below ``~/.config``."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "goround" / "site.key"


def settings(flags: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """The settings: a flag goes before the environment, the environment before the file.

    Raises:
        BadSetting: with the name of the setting and what to do.
    """
    given = {name: value for name, value in flags.items() if value is not None and name in Settings.model_fields}
    named = {
        name: environment[f"GOROUND_{name.upper()}"]
        for name in Settings.model_fields
        if environment.get(f"GOROUND_{name.upper()}")
    }
    data = Path(given.get("data") or named.get("data") or default_data())
    merged: dict[str, Any] = {"key_file": default_key_file(), "zone": _local_zone(environment)}
    merged |= _from_file(data / FILE) | named | given | {"data": data}
    try:
        return Settings(**merged)
    except ValidationError as error:
        name = str(error.errors(include_url=False, include_input=False)[0]["loc"][0])
        said = "something else" if name in SECRET else f"“{merged[name]}”"
        if name not in Settings.model_fields:
            raise BadSetting(f"{data / FILE} names “{name}”, and there is no such setting. {_instead(name)}") from None
        raise BadSetting(
            f"The setting “{name}” cannot be used: {_where(name, given, named, data)} says {said}. "
            f"Allowed is {ALLOWED.get(name, 'a text in quotation marks')}."
        ) from None


def _where(name: str, given: Mapping[str, Any], named: Mapping[str, str], data: Path) -> str:
    """Where a setting was read, as whoever has to correct it finds it."""
    if name in given:
        return f"--{name.replace('_', '-')}"
    if name in named:
        return f"GOROUND_{name.upper()} in the environment"
    if name in _from_file(data / FILE):
        return f"“{name}” in {data / FILE}"
    return "TZ in the environment"


def _instead(name: str) -> str:
    known = [field for field in Settings.model_fields if field != "data"]
    near = nearest(name, known)
    return f"Did you mean “{near}”?" if near else f"There are: {', '.join(known)}."


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except PermissionError:
        raise BadSetting(
            f"{path} may not be read. Run every command as the user whom {path.parent} belongs to, or name another with --data."
        ) from None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read: {error}. Correct it or move it away.") from None


def _local_zone(environment: Mapping[str, str]) -> str:
    """The machine's own time zone by its name, else UTC."""
    if zone := environment.get("TZ"):
        return zone.removeprefix(":")
    _, found, zone = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return zone if found else "UTC"
