"""方案原文: the notice by clause (`/notice?clause=三（二）3`), one search box over body, annexes and findings (`q`)."""

from dashboard.widgets.notice_views import chosen_clause, clause_card, found, search_box, whole_notice
from dashboard.widgets.view import current_view

view = current_view()
words = search_box()
if clause := chosen_clause(view):
    clause_card(view, clause, words)
if words:
    found(view, words)
whole_notice(view, words)
