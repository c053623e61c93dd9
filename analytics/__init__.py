"""The annexes as facts, with pandas only: usable from a notebook or a scheduled job.

    files → reading (tables of text) → judging (rows and findings) → loading → plan (the one object)
    plan → area, plaques, timeline, targets, departments, indicators (facts) → headlines (a sentence for each chart)
    plan.reports → progress (what departments report: states, figures, sentences, tables to fill in)

``filters`` narrows a plan, ``consistency`` checks it, ``changes`` compares two, ``state`` keeps the accepted ones,
``annex_rows`` gives the rows back as printed; ``python -m analytics`` checks and compares in a terminal.

``columns`` spells every heading once, ``finding_codes`` every finding,
``disk_errors`` says in Chinese why a file could not be read or written.
"""

from .area import area_by, area_cross, area_text, exact_sum, shown_sum
from .consistency import check_consistency
from .departments import (
    department_table,
    departments_of,
    leads_with_guides,
    measures_of,
    targets_of,
    unscheduled_tasks,
)
from .filters import Filters, apply_filters, describe, filter_options
from .findings import Finding, PlanError, findings_frame, findings_shown
from .loading import load_plan, plan_version
from .plan import Plan
from .plaques import highest_held, plaque_matrix, plaque_schedule, plaques_by_lead, sought_by_year
from .progress import (
    carrier_states,
    milestone_states,
    plaque_states,
    progress_by_lead,
    progress_figures,
)
from .targets import target_gaps
from .timeline import due_by_lead, due_by_year, due_in, timeline
