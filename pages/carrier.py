"""载体档案: one carrier whole (`/carrier?carrier=2-08`)."""

from dashboard.widgets.carrier_views import carrier_choice, carrier_story
from dashboard.widgets.view import current_view

view = current_view()
carrier_story(view, carrier_choice(view))
