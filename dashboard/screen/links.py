"""Where names lead: a carrier's to its 载体档案, a department's to its page, a clause's number to 方案原文."""

from urllib.parse import parse_qsl, urlencode

import streamlit as st

from .navigation import open_page

_PARAMETERS = {"carrier": "carrier", "departments": "department", "notice": "clause"}
"""Pages that show one thing, and what they call it in the address."""


def address_of(page: str, value: str) -> str:
    """``carrier?carrier=2-08``, from any page of this site."""
    return f"{page}?{urlencode({_PARAMETERS[page]: value})}"


def follow(address: str) -> None:
    """Opens what ``address_of`` has made, filters kept (a callback). To a department go all but those by department:
    the title would name one and the page show another."""
    page, _, query = address.partition("?")
    value = dict(parse_qsl(query)).get(_PARAMETERS[page], "")
    if not value:
        return
    if page == "departments":
        release_departments()
    open_page(page, {_PARAMETERS[page]: value})


def release_departments() -> None:
    """Clears the filters by department, which give way on the page of one (a callback)."""
    for name in ("lead", "guide"):
        st.session_state[name] = []
