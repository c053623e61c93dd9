"""Texts from files stay text where Streamlit reads Markdown, and where Plotly reads tags."""

import pytest

from dashboard.screen.text import literal


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**甲**", r"\*\*甲\*\*"),
        ("<b>x</b>", r"\<b\>x\<\/b\>"),
        ("$x$", r"\$x\$"),
        (":red[x]", r"\:red\[x\]"),
        (":material/home:", r"\:material\/home\:"),
        ("![](x)", r"\!\[\]\(x\)"),
        ("a_b `c` ~d~ #e |f|", r"a\_b \`c\` \~d\~ \#e \|f\|"),
        ("甲\n乙", "甲 乙"),
        ("甲\r1\r\n2\u2028 乙\x85\x0b", "甲 1 2  乙  "),
        ("（软件产业园）、“天空之湖”", "（软件产业园）、“天空之湖”"),
    ],
)
def test_markdown_signs_are_escaped(text: str, escaped: str):
    assert literal(text) == escaped


@pytest.mark.parametrize("text", ["http://a.b/c", "https://a.b", "www.a.b", "ftp://a.b", "a@b.cn", "HTTP://A.B"])
def test_addresses_become_no_links(text: str):
    # A bare address is linked after its escapes are gone: only what stands inside it prevents that.
    assert "\u2060" in literal(text)
    assert literal(text).replace("\u2060", "").replace("\\", "") == text
