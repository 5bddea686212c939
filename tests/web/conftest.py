"""A site for each test, and people who go home when it is over."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio
from argon2 import PasswordHasher

from goround.records import staff
from tests.web.people import Console, Person, Phone
from tests.web.premises import DANA, Premises, opened, staffed

Somebody = TypeVar("Somebody", bound=Person)


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> Iterator[None]:
    """Passwords are hashed in a moment here: how slow that is in earnest is the library's own affair."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staff, "_HASHER", quick)
        staff._nobody.cache_clear()
        yield
    staff._nobody.cache_clear()


@pytest.fixture(scope="session")
def accounts(tmp_path_factory: pytest.TempPathFactory, quick_hashing: None) -> Path:
    """A file of records with two facilitators' accounts."""
    return tmp_path_factory.mktemp("accounts") / "records.db"


@pytest_asyncio.fixture
async def site(tmp_path: Path, accounts: Path) -> AsyncIterator[Premises]:
    """The whole application, running."""
    async with opened(staffed(accounts, tmp_path / "site")) as place:
        yield place


class Company:
    """Whoever comes to the site in a test."""

    def __init__(self, place: Premises) -> None:
        self.place = place
        self.people: list[Person] = []

    def new(self, kind: Callable[[Premises], Somebody]) -> Somebody:
        person = kind(self.place)
        self.people.append(person)
        return person

    async def staff(self, account: str = DANA) -> Console:
        """A facilitator who is signed in."""
        return await self.new(Console).follows(self.place.let_in(account))

    async def console(self, group: str = "Blue group") -> Console:
        """A facilitator who has started a session."""
        return await (await self.staff()).starts(group)

    async def inside(self, console: Console, *names: str) -> list[Phone]:
        """Phones of people who have been let in."""
        phones = [await self.new(Phone).joins(console.code, name) for name in names]
        await console.admits(*phones)
        return phones


@pytest_asyncio.fixture
async def company(site: Premises) -> AsyncIterator[Company]:
    come = Company(site)
    yield come
    for person in come.people:
        await person.close()
