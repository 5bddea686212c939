"""The hash chain of a log, the signature of its head, and what can be found out by checking both."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from goround.journal.port import Head, Line
from goround.journal.site_key import SiteKey

NOT_COVERED = (
    "Not covered: a whole log that was deleted together with its head, a whole older copy of the data folder put back in its place, "
    "bytes of a file that hold no entry, and the private answers that stay on phones."
)


def line_hash(before: bytes, line: Line) -> bytes:
    """SHA-256 over the hash of the line before and every stored column, each with its length."""
    hashed = [before]
    for part in (line.session, str(line.seq), str(line.at), line.by, line.ref or "", str(line.format), line.events):
        raw = part.encode("utf-8", "surrogatepass")
        hashed += (b"%d:" % len(raw), raw)
    hashed.append(b"-" if line.ref is None else b"+")
    return hashlib.sha256(b"".join(hashed)).digest()


def chained(before: bytes, lines: Iterable[Line]) -> list[Line]:
    """The lines with their hashes, each over the one before."""
    result = []
    for line in lines:
        before = line_hash(before, line)
        result.append(replace(line, hash=before))
    return result


class Broken(Exception):
    """A line is not what was written, or one is missing before it."""


def unbroken(before: bytes, after: int, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines as long as each follows the one before it.

    Args:
        before: the hash of the line with number ``after``; empty at the start of a log.
        after: the number that the first of these lines follows.
        lines: as they were read.

    Raises:
        Broken: in place of the first line that does not follow.
    """
    for line in lines:
        after += 1
        before = line_hash(before, line)
        if line.seq != after or line.hash != before:
            raise Broken(f"entry {after} is not what was written")
        yield line


def head_mac(site: SiteKey, head: Head) -> bytes:
    """HMAC-SHA-256 of a head by the site key: whoever can only write to the database cannot make one."""
    text = f"{head.session}|{head.seq}|{head.opened}|{int(head.live)}|".encode() + head.hash
    return hmac.digest(site.signing, text, "sha256")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a stored log."""

    seq: int
    """The entry, or 0 for the head."""
    what: str


def check(head: Head, lines: Iterable[Line], site: SiteKey) -> list[Finding]:
    """What is wrong with the numbers, the chain and the head of a log; nothing if all is whole."""
    findings = []
    before, expected = b"", 1
    opened = None
    for line in lines:
        opened = line.at if opened is None else opened
        if line.seq != expected:
            wrong = (
                f"entry {expected} is missing" if line.seq > expected else f"entry {line.seq} stands out of its order"
            )
            findings.append(Finding(line.seq, wrong))
        if line_hash(before, line) != line.hash:
            findings.append(Finding(line.seq, f"entry {line.seq} is not what was written"))
        before, expected = line.hash, line.seq + 1
    if head.seq != expected - 1:
        findings.append(Finding(0, f"the head says {head.seq} entries, the log has {expected - 1}"))
    if head.hash != before:
        findings.append(Finding(0, "the head does not fit the last entry"))
    if opened is not None and head.opened != opened:
        findings.append(Finding(0, "the head does not fit the first entry"))
    if not hmac.compare_digest(head_mac(site, head), head.mac):
        findings.append(Finding(0, "the head was not signed by this site's key"))
    return findings
