"""Texts from files shown as they are: Streamlit reads Markdown in headings, captions, tables and labels."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Bare addresses become links even after escaping; a word joiner, which nobody sees, keeps them text.
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(?=:)|(www)(?=\.)|(?<=\w)(?=@)")
# Everything that begins a new line somewhere: with a lone CR, too, a list or a heading could begin.
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD_JOINER = "\u2060"


def literal(text: object) -> str:
    """``text`` for a place that reads Markdown: no emphasis, link, formula, icon or colour comes of it."""
    unlinked = _ADDRESS.sub(lambda found: found.group(0) + _WORD_JOINER, str(text))
    return _LINE_BREAK.sub(" ", _PUNCTUATION.sub(r"\\\1", unlinked))
