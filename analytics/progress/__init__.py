"""What became of the plan, as far as departments report it (progress.md): the plan stays as it is, this lies over it.

words → matching (which item) → judging (rows → reports, findings) → history (which report counts)
→ states (of each milestone, plaque, carrier) → actuals (targets), figures → headlines; template (rows to fill)
"""

from .figures import progress_by_lead, progress_figures
from .states import carrier_states, milestone_states, plaque_states
