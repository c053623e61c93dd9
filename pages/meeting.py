"""会议模式: the slides of dashboard/screen/meeting.py, one at a time (`/meeting?slide=3`)."""

from dashboard.screen.meeting import show_slide
from dashboard.screen.view import current_view

show_slide(current_view())
