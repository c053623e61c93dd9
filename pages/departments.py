"""部门清单: one department whole (`/departments?lead=…`), or all departments side by side; downloads."""

from dashboard.screen.department_views import all_departments, chosen_department, one_department
from dashboard.screen.downloads import downloads
from dashboard.screen.view import current_view

view = current_view()
downloads(view, "departments")
if department := chosen_department(view):
    one_department(view, department)
else:
    all_departments(view)
