"""Settings from flags, the environment (``GOROUND_...``) and the file ``goround.toml`` in the data folder, as one frozen model."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator

from goround.domain.base import Model, Words
from goround.domain.curriculum import HelpLine

CRISIS_LINE = HelpLine(number="988", words=Words(en="crisis line, call or text", es="línea de crisis, llama o escribe"))
DANGER = HelpLine(number="911", words=Words(en="if someone is in danger", es="si alguien está en peligro"))


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

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("no such time zone; use a name such as America/Chicago") from None
        return zone

    @property
    def secure(self) -> bool:
        """Whether the public address is https, so that cookies may be Secure."""
        return (self.address or "").startswith("https://")

    @property
    def help_lines(self) -> tuple[HelpLine, ...]:
        """Whom to call, the nearest first."""
        if self.desk is None:
            return (CRISIS_LINE, DANGER)
        desk = HelpLine(number=self.desk, words=Words(en="front desk", es="recepción"))
        return (desk, CRISIS_LINE, DANGER)


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
    merged |= _from_file(data / "goround.toml") | named | given | {"data": data}
    try:
        return Settings(**merged)
    except ValidationError as error:
        mistake = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, mistake["loc"])) or "settings"
        raise BadSetting(f"The setting “{name}” cannot be used: {mistake['msg']}.") from None


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read: {error}. Correct it or move it away.") from None


def _local_zone(environment: Mapping[str, str]) -> str:
    """The machine's own time zone by its name, else UTC."""
    if zone := environment.get("TZ"):
        return zone.removeprefix(":")
    _, found, zone = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return zone if found else "UTC"
