"""方案原文: the notice by clause (`/notice?clause=三（二）3`), one search box over body, annexes and findings (`q`)."""

from dashboard.screen.clauses import chosen_clause, clause_card, found, search_box, whole_notice
from dashboard.screen.current import current

selection, screen = current()
words = search_box()
if clause := chosen_clause(selection.whole):
    clause_card(selection.whole, clause, words)
if words:
    found(selection, screen, words)
whole_notice(selection.whole, words)
