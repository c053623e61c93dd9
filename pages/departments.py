"""部门清单: one department whole (`/departments?department=…`), or all departments side by side."""

from dashboard.screen.current import current
from dashboard.screen.departments import all_departments, department_choice, one_department

selection, screen = current()
if department := department_choice(selection):
    one_department(selection, screen, department)
else:
    all_departments(selection, screen)
