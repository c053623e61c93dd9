"""产业面积: area or number of carriers by direction and other dimensions, direction × stage, what is unlisted, rows."""

from dashboard.screen.choices import area_choices
from dashboard.screen.current import current
from dashboard.screen.show import show_rows, show_view

selection, screen = current()
choices = area_choices()
show_view(selection, screen, "area", f"area_by_{choices['by']}", **choices)
show_view(selection, screen, "stages", "area_stage")
show_rows(selection, screen, "unlisted", "unlisted")
show_rows(selection, screen, "carriers", "industry_rows")
