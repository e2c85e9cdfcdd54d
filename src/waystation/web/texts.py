"""The sentences of the pages, in the language of the one who reads.

A value that is put into a sentence is escaped, and cannot turn the direction of what
stands after it.
Korean names carry a title or a noun after them, so that no particle hangs on a name.
"""

import re
from typing import Literal

from markupsafe import Markup

from waystation.errors import NotFoundError
from waystation.foresight import catalogue
from waystation.web import texts_en, texts_ko

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
CATALOGUES: dict[Language, dict[str, str]] = {
    "ko": texts_ko.TEXTS | {f"finding.{one.code}": one.title.ko for one in catalogue.RULES},
    "en": texts_en.TEXTS | {f"finding.{one.code}": one.title.en for one in catalogue.RULES},
}
"""A finding is called what its rule is called: there is no second sentence for it."""
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Texts:
    """One language's catalogue."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._catalogue = CATALOGUES[language]

    def __call__(self, key: str, **values: object) -> Markup:
        """Return a sentence with its values put in and escaped."""
        sentence = Markup(self._catalogue[key])  # noqa: S704 -- ours; the values are escaped
        return sentence.format(**{name: _still(value) for name, value in values.items()})

    def count(self, key: str, count: int, **values: object) -> Markup:
        """Return the sentence for one or for several."""
        form = "one" if count == 1 else "many"
        return self(f"{key}.{form}", count=count, **values)

    def has(self, key: str) -> bool:
        """Say whether there is such a sentence."""
        return key in self._catalogue

    def finding(self, code: str) -> Markup:
        """Return what a finding says."""
        known = f"finding.{code}"
        return self(known) if self.has(known) else self("finding.other", code=code)

    def finding_do(self, code: str) -> str:
        """Return what its rule says is to be done."""
        try:
            return catalogue.rule(code).do.in_language(self.language)
        except NotFoundError:
            return ""

    def names(self, names: tuple[str, ...]) -> Markup:
        """Return people as they are listed, or the word for nobody."""
        return (
            Markup(", ").join(_TURNS.sub("", one) for one in names)
            if names
            else self("names.none")
        )


def _still(value: object) -> object:
    """Return a value without marks that turn the direction of writing."""
    if isinstance(value, str) and _TURNS.search(value):
        kept = _TURNS.sub("", value)
        return Markup(kept) if isinstance(value, Markup) else kept  # noqa: S704 -- it was
    return value


def choose(cookie: str | None, accepted: str) -> Language:
    """Return the language that was chosen, or the browser's, or Korean."""
    for language in LANGUAGES:
        if cookie == language:
            return language
    for wanted in accepted.lower().split(","):
        for language in LANGUAGES:
            if wanted.strip().startswith(language):
                return language
    return "ko"
