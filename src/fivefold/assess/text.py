"""Words in more than one language."""

from collections.abc import Iterator, Mapping

UNKNOWN_LANGUAGE = ""


class Text(Mapping[str, str]):
    """One wording per language; a person always gets one of them.

    Words that come from somebody's file carry no language: they are kept under the empty tag and
    shown as they are, whatever language the page is in.
    """

    def __init__(self, by_language: Mapping[str, str] | str) -> None:
        if isinstance(by_language, str):
            by_language = {UNKNOWN_LANGUAGE: by_language}
        if not by_language:
            raise ValueError("a text needs at least one language")
        self._by_language = dict(by_language)

    def in_language(self, language: str) -> str:
        """The wording for `es-mx`, else for `es`, else English, else whatever there is."""
        for tag in (language, language.partition("-")[0], "en"):
            if tag in self._by_language:
                return self._by_language[tag]
        return next(iter(self._by_language.values()))

    def __getitem__(self, language: str) -> str:
        return self._by_language[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_language)

    def __len__(self) -> int:
        return len(self._by_language)

    def __hash__(self) -> int:
        return hash(tuple(self._by_language.items()))

    def __repr__(self) -> str:
        return f"Text({self._by_language!r})"

    def to_record(self) -> dict[str, str]:
        return dict(self._by_language)
