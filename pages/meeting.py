"""会议模式: the views of dashboard/views, one at a time (`/meeting?slide=3`)."""

from dashboard.screen.current import current
from dashboard.screen.meeting import show_slide

show_slide(*current())
