"""docker-compose.yml: it fits the specification's own schema, and starts the server as the manual says. No engine is asked: none is at hand."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from goround.config import Settings, settings
from tests.running.dockerfile import listed, words_of
from tests.tree import CHECKOUT, text

FILE = CHECKOUT / "docker-compose.yml"
INNERMOST = re.compile(r"\$\{(\w+)(?:(:[-+])([^${}]*))?\}")
Json = dict[str, Any]


def put_in(words: str, environment: dict[str, str]) -> str:
    """The words with every variable put in, from the innermost outwards: ``${NAME}``, ``${NAME:-else}``, ``${NAME:+then}``."""

    def one(found: re.Match[str]) -> str:
        name, how, other = found.groups()
        value = environment.get(name, "")
        if how == ":-":
            return value or other
        if how == ":+":
            return other if value else ""
        return value

    while (done := INNERMOST.sub(one, words)) != words:
        words = done
    assert "$" not in words, f"A variable is left: {words}"
    return words


def composed(**environment: str) -> Json:
    """The file as compose would read it with these variables."""
    read: Json = yaml.safe_load(
        put_in(re.sub(r"^\s*#.*\n", "", FILE.read_text("utf-8"), flags=re.MULTILINE), environment)
    )
    return read


def server(**environment: str) -> Json:
    found: Json = composed(**environment)["services"]["goround"]
    return found


def started(**environment: str) -> Settings:
    """The settings with which the image starts under these variables: its command's flags, then what compose and image say."""
    image = dict(re.findall(r"(GOROUND_\w+)=(\S+)", " ".join(words_of("ENV"))))
    command = listed(words_of("CMD")[0])
    flags = dict(zip((word.removeprefix("--") for word in command[1::2]), command[2::2], strict=True))
    return settings({**flags, "port": int(flags["port"])}, {**image, **server(**environment)["environment"]})


def test_it_fits_the_schema_of_the_compose_specification() -> None:
    """U8"""
    check = Path(sys.executable).with_name("check-jsonschema")
    told = subprocess.run(
        [check, "--builtin-schema", "vendor.compose-spec", FILE], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_schema_refuses_what_is_no_compose_file(tmp_path: Path) -> None:
    """U8"""
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(FILE.read_text("utf-8").replace("    read_only: true", "    read_onyl: true", 1), "utf-8")
    check = Path(sys.executable).with_name("check-jsonschema")
    told = subprocess.run(
        [check, "--builtin-schema", "vendor.compose-spec", wrong], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1 and "read_onyl" in told.stdout


def test_both_come_back_after_a_crash_and_at_boot() -> None:
    """U8"""
    for name, service in composed()["services"].items():
        assert service["restart"] == "unless-stopped", name


def test_neither_may_do_more_than_it_needs() -> None:
    """U8"""
    for name, service in composed()["services"].items():
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in service and "network_mode" not in service, name
    assert server()["user"] == words_of("USER")[0] == "10001:10001"
    assert composed()["services"]["https"]["cap_add"] == ["NET_BIND_SERVICE"]


def test_data_key_and_backups_have_a_volume_each() -> None:
    """U8"""
    kept = dict(volume.split(":") for volume in server()["volumes"])
    assert kept == {"data": "/data", "key": "/key", "backups": "/backups"}
    assert (
        sorted(kept.values()) == sorted(listed(words_of("VOLUME")[0])) and kept.keys() <= composed()["volumes"].keys()
    )
    found = started()
    assert found.data == Path("/data") and found.key_file == Path("/key/site.key")


def test_its_health_is_asked_as_the_image_says() -> None:
    """U8"""
    asked = server()["healthcheck"]
    (in_image,) = words_of("HEALTHCHECK")
    assert asked.pop("test") == ["CMD", *listed(in_image)]
    assert asked == {
        name.replace("-", "_"): int(value) if value.isdigit() else value
        for name, value in re.findall(r"--([\w-]+)=(\w+)", in_image)
    }


def test_by_itself_it_is_this_machines_alone_and_tells_nobody_else() -> None:
    """U8"""
    assert server()["ports"] == ["127.0.0.1:8484:8484"]
    found = started()
    assert (found.host, found.port, found.address) == ("0.0.0.0", 8484, "http://localhost:8484")  # noqa: S104 - read
    assert not found.exposed and not found.plain_http and found.metrics == "local" and found.log == "json"


def test_with_a_name_it_is_https() -> None:
    """U8"""
    environment = {"GOROUND_SITE": "group.example", "GOROUND_ZONE": "America/Chicago", "GOROUND_DESK": "555 0100"}
    found = started(**environment)
    assert found.address == "https://group.example" and found.secure and found.zone == "America/Chicago"
    assert found.desk == "555 0100"
    proxy = composed(**environment)["services"]["https"]
    assert proxy["profiles"] == ["https"] and proxy["depends_on"] == {"goround": {"condition": "service_healthy"}}
    assert proxy["environment"] == {
        "GOROUND_SITE": "group.example", "GOROUND_CERTIFICATES": "public", "GOROUND_UPSTREAM": "goround:8484",
    }  # fmt: skip
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile:ro" in proxy["volumes"]
    assert (CHECKOUT / "deploy/Caddyfile").is_file()


def test_on_a_network_without_https_somebody_has_to_say_so() -> None:
    """U8"""
    environment = {"GOROUND_PUBLISH": "0.0.0.0", "GOROUND_ADDRESS": "http://192.168.1.9:8484"}  # noqa: S104 - not bound
    assert server(**environment)["ports"] == ["0.0.0.0:8484:8484"]
    assert started(**environment).keeps_people_out
    assert not started(**environment, GOROUND_PLAIN_HTTP="true").keeps_people_out


def test_its_proxy_hands_over_every_variable_that_the_caddyfile_reads() -> None:
    """U9"""
    read = set(re.findall(r"\{\$(\w+)", text(Path("deploy/Caddyfile"))))
    given = set(composed()["services"]["https"]["environment"])
    assert given <= read and read - given == {"GOROUND_HTTP_PORT", "GOROUND_HTTPS_PORT"}


def test_every_variable_is_in_the_manual() -> None:
    """U8"""
    named = set(re.findall(r"\$\{(\w+)", FILE.read_text("utf-8")))
    manual = text(Path("docs/operations.md"))
    assert named and not {name for name in named if name not in manual}


@pytest.mark.parametrize(
    ("words", "means"),
    [("${A}", "1"), ("${B:-x}", "x"), ("${A:-x}", "1"), ("${A:+y}${B:+z}", "y"), ("${B:-${A:+a}${B:-b}}", "ab")],
)
def test_variables_are_put_in_as_compose_does(words: str, means: str) -> None:
    """U8"""
    assert put_in(words, {"A": "1"}) == means
