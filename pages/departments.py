"""部门清单: one department whole (`/departments?department=…`), or all departments side by side; downloads."""

from dashboard.screen.current import current
from dashboard.screen.departments import all_departments, department_choice, of_one, one_department
from dashboard.screen.downloads import downloads

selection, screen = current()
if department := department_choice(selection):
    downloads(of_one(selection, department), "departments")
    one_department(selection, screen, department)
else:
    downloads(selection, "departments")
    all_departments(selection, screen)
