"""Own components, drawn in the browser where Streamlit mounts them (docs/decisions/0020): one folder each.

``chart/`` a Plotly figure; ``table/`` rows as texts; ``window/`` the viewer's window; ``downloads/`` how one goes.
The .py says what the browser is given, the .js beside it draws that. To add one: a folder ``name/`` whose ``name.js``
sets ``window.planName``; the index page takes every .js from here (dashboard/server/index_page.py).
"""

import re
from typing import Protocol

import streamlit as st


def component_key(key: str) -> str:
    """``key``, which may hold a name from a file, as Streamlit takes it for a component: ``__`` is its own sign."""
    return re.sub("_(?=[_-])", "_-", key)


class Mount(Protocol):
    """Puts a component on the page; ``on_<name>_change`` is run when the browser reports ``name``. ``key`` is one of
    ``component_key`` where it holds a name."""

    def __call__(self, *, key: str, **options: object) -> object: ...


def own_component(name: str) -> Mount:
    """The component of the folder ``name``. What Streamlit sends of it is one constant line: the page has the rest."""
    js = f"export default (mounted) => window.plan{name.capitalize()}(mounted);"
    return st.components.v2.component(name, js=js, isolate_styles=False)
