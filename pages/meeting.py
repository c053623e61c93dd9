"""会议模式: the slides of dashboard/widgets/slides.py, one at a time (`/meeting?slide=3`)."""

from dashboard.widgets.slides import show_slide
from dashboard.widgets.view import current_view

show_slide(current_view())
