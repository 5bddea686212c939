"""Which of the catalogue's words a phone's page begins with: those that its first modules name. The rest comes after the first question."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import get_args

from goround.domain.base import Lang
from goround.web.assets import Assets
from goround.web.words import Catalogue, Catalogues

ON_PHONES = ("participant/", "steps/", "shared/")
"""Where the modules of a participant's screen lie."""
WITH_A_REPLY = "refused."
"""Only a reply brings these up, and a reply needs a link: until the rest is here, one sentence stands for all of them."""
_NAMED = re.compile(r"""['"`]([a-z]\w*\.[\w.]*)""")


class FirstWords:
    """A phone's words: all of them as one file, and by the modules of a page those that it begins with."""

    def __init__(self, assets: Assets, catalogues: Catalogues) -> None:
        self._assets, self._catalogues = assets, catalogues
        self._keys = sorted(catalogues.of("en"))
        self._named: dict[str, frozenset[str]] = {}
        modules = [name for name in assets.names() if name.startswith(ON_PHONES) and name.endswith(".js")]
        for lang in get_args(Lang):
            whole = self.of(lang, modules) | {
                key: words for key, words in catalogues.of(lang).items() if key.startswith(WITH_A_REPLY)
            }
            assets.hold(f"shared/words/phone-{lang}.json", json.dumps(whole, ensure_ascii=False, separators=(",", ":")))

    @property
    def source(self) -> str:
        """Where all that a phone may say is fetched: a language and ``.json`` follow."""
        return self._assets.url("shared/words/phone-en.json").removesuffix("en.json")

    def of(self, lang: Lang, modules: Iterable[str]) -> Catalogue:
        """The words that these modules name, whole or by how they begin."""
        named = frozenset().union(*(self._names(module) for module in modules))
        return {key: words for key, words in self._catalogues.of(lang).items() if key in named}

    def _names(self, module: str) -> frozenset[str]:
        """The keys that a module names. ``phone.door`` brings ``phone.door_text`` with it, and ``phone.person_`` all that begins so."""
        if module not in self._named:
            starts = {found[1] for found in _NAMED.finditer(self._assets.text(module))} - {WITH_A_REPLY}
            self._named[module] = frozenset(key for start in starts for key in self._from(start))
        return self._named[module]

    def _from(self, start: str) -> list[str]:
        begins = start if start[-1] in "._" else f"{start}_"
        first = bisect_left(self._keys, begins)
        after = takewhile(lambda key: key.startswith(begins), islice(self._keys, first, None))
        return [*after, *([start] if start in self._catalogues.of("en") else ())]
