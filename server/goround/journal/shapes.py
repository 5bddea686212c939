"""How every file of the data folder came to its present shape: the SQL that leads from each version to the next.

A released version's SQL is never changed: folders were made with it. To change a table, add a version here and change the table
beside it; a test says when the two differ. Stored entries are never rewritten: what changes in them is lifted when they are read.
"""

from collections.abc import Mapping

JOURNAL, VAULT, RECORDS = "goround.db", "vault.db", "records.db"
FILES = (JOURNAL, VAULT, RECORDS)
"""In the order in which they are copied: an entry's keys are older than the entry, so the vault comes after the journal."""

Statements = tuple[str, ...]
STEPS: Mapping[str, tuple[Statements, ...]] = {
    JOURNAL: (
        (
            """CREATE TABLE IF NOT EXISTS session (
                session VARCHAR NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, mac BLOB NOT NULL, opened BIGINT NOT NULL,
                live INTEGER NOT NULL, PRIMARY KEY (session))""",
            """CREATE TABLE IF NOT EXISTS entry (
                session VARCHAR NOT NULL, seq INTEGER NOT NULL, at BIGINT NOT NULL, "by" VARCHAR NOT NULL, ref VARCHAR,
                format INTEGER NOT NULL, events TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (session, seq)) WITHOUT ROWID""",
        ),
    ),
    VAULT: (
        (
            """CREATE TABLE IF NOT EXISTS "key" (
                session VARCHAR NOT NULL, subject VARCHAR NOT NULL, retention VARCHAR NOT NULL, wrapped BLOB NOT NULL,
                PRIMARY KEY (session, subject, retention))""",
        ),
    ),
    RECORDS: (
        (
            "CREATE TABLE IF NOT EXISTS code (code VARCHAR NOT NULL, drawn BIGINT NOT NULL, PRIMARY KEY (code))",
            """CREATE TABLE IF NOT EXISTS confirmation (
                staff VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (staff, sha256))""",
            """CREATE TABLE IF NOT EXISTS credential (
                kind VARCHAR NOT NULL, id VARCHAR NOT NULL, session VARCHAR NOT NULL, token BLOB NOT NULL, until BIGINT NOT NULL,
                PRIMARY KEY (kind, id))""",
            """CREATE TABLE IF NOT EXISTS pin (
                staff VARCHAR NOT NULL, pin VARCHAR NOT NULL, wrong INTEGER NOT NULL, PRIMARY KEY (staff))""",
            """CREATE TABLE IF NOT EXISTS sign_in (
                id VARCHAR NOT NULL, touched BIGINT NOT NULL, locked BOOLEAN NOT NULL, PRIMARY KEY (id))""",
            """CREATE TABLE IF NOT EXISTS staff (
                id VARCHAR NOT NULL, account VARCHAR NOT NULL, name VARCHAR NOT NULL, password VARCHAR NOT NULL,
                PRIMARY KEY (id), UNIQUE (account))""",
        ),
    ),
}
"""For each file the steps from version 0, which is an empty file or one of before the first release, to 1, from 1 to 2, and so on."""


def present(name: str) -> int:
    """The version of this file that this program makes, reads and writes."""
    return len(STEPS[name])
