"""部门清单: one department whole (`/departments?lead=…`), or all departments side by side; downloads."""

from dashboard.screen.current import current
from dashboard.screen.departments import all_departments, chosen_department, one_department

selection, screen = current()
if department := chosen_department(selection):
    one_department(selection, screen, department)
else:
    all_departments(selection, screen)
