"""Finding the plan's own words in printed text: stages, industries, kinds of work (domain.md §2)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache


def comparable(text: str) -> str:
    """``text`` for comparing only: NFKC, without white space. Never stored or shown."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # Longest first, so that 建设方案 is found before 建设 and takes its place in the text.
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def words_in(text: str, words: Iterable[str]) -> list[str]:
    """The ``words`` found in ``text``, in the order of the text, longest first at each place, no overlaps."""
    keys = {comparable(word): word for word in words}
    if not keys:
        return []
    return [keys[found] for found in _pattern(tuple(keys)).findall(comparable(text))]


def names_in(text: str, keywords: Mapping[str, str]) -> list[str]:
    """The names whose keyword is in ``text`` (``keywords``: keyword → name), each once, in the order of the text."""
    return list(dict.fromkeys(keywords[word] for word in words_in(text, keywords)))


def folded(text: str) -> str:
    """``text`` for finding words in it whatever their case and width; white space is left out, as a line of the print
    may break inside a word. Never stored or shown."""
    return "".join(unicodedata.normalize("NFKD", text).casefold().split())


def places_folded(text: str) -> tuple[str, list[int]]:
    """``folded(text)``, and of each of its signs the place in ``text``."""
    signs = [(sign, place) for place, printed in enumerate(text) for sign in folded(printed)]
    return "".join(sign for sign, _ in signs), [place for _, place in signs]
