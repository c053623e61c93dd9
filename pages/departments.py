"""部门清单: one department whole (`/departments?department=…`), or all departments side by side."""

from dashboard.screen.current import current
from dashboard.screen.departments import all_departments, department_choice, one_department
from dashboard.screen.progress import progress_of_departments

selection, screen = current()
if department := department_choice(selection):
    progress_of_departments(selection, screen, department)
    one_department(selection, screen, department)
else:
    progress_of_departments(selection, screen)
    all_departments(selection, screen)
