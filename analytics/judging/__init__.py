"""Rows of a table as printed → carriers, milestones and findings; every finding of the file, not the first.

``annex`` walks the rows; ``heading_checks`` looks at the headings, ``cells`` reads one cell as area, year or number,
``departments`` as departments, ``totals`` compares 合计 rows with the rows above them. Nothing is repaired, coerced or
dropped without a finding; words stay as printed. Row numbers in comments are those of the design's inputs.md.
"""

from .annex import departments_named, judge_annex
from .records import CarrierRow, Elsewhere, JudgedAnnex, MilestoneRow
