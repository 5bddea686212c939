"""What is sent of a module: its lines without indents, types and those that are only comment, each with its own number."""

import subprocess

import pytest

from goround.web.assets import without_comments
from tests.needs import needs
from tests.tree import CHECKOUT, files, text


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a\n// why\nb", "a\n\nb"),
        ("/** why\n * so\n */\na", "\n\n\na"),
        ("/* why */\na", "\na"),
        ("/* why */ a", "/* why */ a"),
        ("/* why\n so */ a", "\na"),
        ("  a {\n    b", "a {\nb"),
        ("const a = /** @type {A} */ (b);", "const a = (b);"),
        ("all.map((/** @type {A} */ one) => one /** why */)", "all.map((one) => one /** why */)"),
        ("a // why", "a // why"),
        ("'/* no comment'\na", "'/* no comment'\na"),
    ],
)
def test_lines_that_are_only_comment_are_sent_empty_and_the_others_without_indents_and_types(
    written: str, sent: str
) -> None:
    assert without_comments(written) == sent


def test_every_module_is_still_a_module_without_its_comments() -> None:
    node = needs("node")
    for path in files("client_web/**/*.js"):
        if "dev" in path.parts:
            continue
        checked = subprocess.run(
            [node, "--input-type=module", "--check"],
            input=without_comments(text(path)).encode(),
            capture_output=True,
            check=False,
        )
        assert checked.returncode == 0, f"{CHECKOUT / path} breaks: {checked.stderr.decode()[:300]}"
