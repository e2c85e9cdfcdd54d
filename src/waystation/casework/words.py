"""The same sentence in both languages of the desk."""

from typing import Literal

from msgspec import Struct

Language = Literal["en", "ko"]


class Words(Struct, frozen=True):
    """One sentence, Korean written first."""

    en: str
    ko: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in one of them."""
        return self.ko if language == "ko" else self.en
