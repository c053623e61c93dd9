"""授牌缺口: the matrix, those that only hold plaques folded away."""

import streamlit as st

from dashboard.selection import Screen, Selection

from .show import screen_views, show_rows, show_view


def matrix(selection: Selection, screen: Screen) -> None:
    """Who seeks plaques, with sums; under it, folded, who seeks none. Where nobody seeks any, all together."""
    holding = screen_views(selection, screen, "matrix", part="holding")
    if not holding:
        show_view(selection, screen, "matrix", "plaque_matrix")
        return
    show_view(selection, screen, "matrix", "plaque_matrix", part="seeking")
    with st.expander(holding[0].conclusion):
        show_view(selection, screen, "matrix", "plaque_matrix_held", part="holding")


def target_rules(selection: Selection, screen: Screen) -> None:
    """How the targets are counted, folded away; nothing for a plan without any."""
    if screen_views(selection, screen, "target_rules"):
        with st.expander("目标怎么算"):
            show_rows(selection, screen, "target_rules", "target_rules", with_words=False)
