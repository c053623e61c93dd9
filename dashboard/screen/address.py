"""The filters that an address names, also one that was damaged on its way: each value applies where it is certain what
was meant, or is told in words, never both and never neither."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote_to_bytes

from analytics.filters import FILTER_LABELS, value_text

DAY = "asof"
LABELS = FILTER_LABELS | {DAY: "截至日期"}
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
_DAYS = f"{EARLIEST} 至 {LATEST} 之间的一天，写成 2000-01-31 的样子"
_OF_PAGES = ("q", "clause", "carrier", "department", "slide")
"""What pages call their own choices; their other names have a ``_`` or a ``.``."""
_DAMAGE = re.compile(r"%[0-9A-Fa-f]{2}")
_MOST_ENCODINGS = 3
_AFTER_NAME = re.compile(r"[\s。！？…)\]}>」』”’》】\"'].*")
_AFTER_NUMBER = re.compile(r"[^\d\x00-\x7f][^\d]*|[\s,;.)\]}>\"'][^\d]*")
"""What may be glued on after a value in a letter or a chat. A name goes on in words: it may be another one's."""


@dataclass(frozen=True)
class Asked:
    """``mended``: names (of filters, and of what pages let choose) that ask for something in other letters than they
    are written in, with all that they ask for, as it should stand in the address; ``misnamed``: how such names are
    written; ``told``: what does not apply, in words."""

    mended: dict[str, list[str]]
    misnamed: tuple[str, ...]
    told: tuple[str, ...]


def read_address(query: str, options: Mapping[str, tuple]) -> Asked:
    """``query`` is the address behind ``?`` as the browser has it, ``options`` what each filter can take."""
    values: dict[str, list[str]] = {}
    damaged, misnamed = [], []
    told: dict[str, list[str]] = {name: [] for name in (*LABELS, "")}
    for written, text, is_damaged in _pairs(query):
        name = _filter_named(written)
        if not name:
            meant = _meant(written)
            if meant != written and _is_of_pages(meant):
                misnamed.append(written)
                values.setdefault(meant, []).append(text)
                damaged.append(meant)
            elif _means_a_filter(written, text, options):
                told[""].append(f"{written} {text}（没有叫“{written}”的筛选）")
            continue
        if written != name:
            misnamed.append(written)
        if not text:
            continue
        found = read_day(text) if name == DAY else _option(name, text, options[name])
        if found is None:
            words = f"{LABELS[name]} {text}{f'（{_DAYS}）' if name == DAY else ''}"
            told[name].append(words + (f"（网址里写成了 {written}）" if written != name else ""))
            continue
        values.setdefault(name, []).append(str(found))
        if is_damaged or written != name or text != str(found):
            damaged.append(name)
    mended = {name: list(dict.fromkeys(values[name])) for name in damaged}
    said = dict.fromkeys(words for name in told for words in told[name])
    return Asked(mended, tuple(misnamed), tuple(said))


def _pairs(query: str, encodings: int = _MOST_ENCODINGS) -> Iterator[tuple[str, str, bool]]:
    """Name, value and whether the value was encoded in another way than addresses are."""
    for part in query.split("&"):
        name, sign, value = part.replace("+", " ").partition("=")
        name, value, plain = _decoded(name), _decoded(value), _decoded(value, 1)
        if encodings and ("=" in name or re.search(r"&(amp;)?\w+=", value)):
            # Signs between the pairs were encoded with them.
            yield from ((*pair, True) for *pair, _ in _pairs(f"{name}{sign}{value}", encodings - 1))
        elif name:
            yield name, value, value != plain or not _is_utf8(part)


def _decoded(text: str, encodings: int = _MOST_ENCODINGS) -> str:
    """``text`` without percent signs, also where it was encoded several times, or in the Chinese encoding of old
    programs."""
    for _ in range(encodings):
        if not _DAMAGE.search(text):
            break
        octets = unquote_to_bytes(text)
        encoding = "utf-8" if _is_utf8(text) else "gb18030"
        text = octets.decode(encoding, "replace")
    return text


def _is_utf8(text: str) -> bool:
    octets = unquote_to_bytes(text)
    return octets.decode("utf-8", "replace").encode() == octets


def _plain(text: str) -> str:
    """``text`` for comparing: full-width letters as half-width ones, capitals as small ones."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _meant(written: str) -> str:
    """The name that stands in the address, without what was done to it."""
    return _plain(written).rsplit("amp;", 1)[-1]


def _filter_named(written: str) -> str:
    """The filter that a name of the address stands for; "" for none."""
    meant = _meant(written)
    return next((name for name, label in LABELS.items() if meant in (name, label)), "")


def _is_of_pages(name: str) -> bool:
    return name in _OF_PAGES or bool(re.search(r"[_.]", name))


def _option(name: str, text: str, options: tuple) -> str | int | None:
    """The one of ``options`` that ``text`` certainly names; None for none."""
    known = {_plain(word): option for option in options for word in (str(option), value_text(name, option))}
    meant = _plain(text)
    if meant in known:
        return known[meant]
    for word in sorted(known, key=len, reverse=True):
        after = _AFTER_NUMBER if isinstance(known[word], int) else _AFTER_NAME
        if meant.startswith(word) and after.fullmatch(meant.removeprefix(word)):
            return known[word]
    return None


def read_day(text: str) -> date | None:
    """The day that ``text`` certainly names, of those that can be chosen; None for none."""
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(.*)", _plain(text))
    if not found or (found[4] and not _AFTER_NUMBER.fullmatch(found[4])):
        return None
    try:
        day = date(*map(int, found.groups()[:3]))
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _means_a_filter(written: str, text: str, options: Mapping[str, tuple]) -> bool:
    """Whether a name that is no filter's looks like one, or asks for a value of one."""
    if _is_of_pages(written):
        return False
    known = {value for values in options.values() for value in values if isinstance(value, str)}
    return bool(difflib.get_close_matches(_plain(written), LABELS, cutoff=0.7)) or text in known
