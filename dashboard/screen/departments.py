"""部门清单: all of them side by side, or one of them whole."""

from dashboard.selection import Screen, Selection

from .show import show_conclusion, show_rows, show_view, side_by_side


def chosen_department(selection: Selection) -> str:
    """The one department that the filters name, as lead or else as guide; "" where they name none or several."""
    for chosen in (selection.filters.lead, selection.filters.guide):
        if len(chosen) == 1:
            return chosen[0]
    return ""


def all_departments(selection: Selection, screen: Screen) -> None:
    """Area and milestones by lead department, every department with its numbers, the support measures."""
    show_view(selection, screen, "area", "departments_area", by="leads")
    show_view(selection, screen, "tasks", "departments_tasks")
    show_rows(selection, screen, "departments", "departments_table")
    show_rows(selection, screen, "measures", "all_measures")


def one_department(selection: Selection, screen: Screen, department: str) -> None:
    """What a department leads and guides, its milestones by year, and the support measures it leads."""
    show_conclusion(selection, screen, "departments", department=department)
    left, right = side_by_side(screen, 3, 2)
    with left:
        show_rows(selection, screen, "department_carriers", f"led_{department}", department=department)
    with right:
        show_view(selection, screen, "due", "department_due")
    show_rows(selection, screen, "milestones", "department_milestones")
    show_rows(selection, screen, "department_carriers", f"guided_{department}", department=department, role="guides")
    show_rows(selection, screen, "measures", "department_measures", department=department)
