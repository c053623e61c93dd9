"""载体档案: one carrier whole (`/carrier?carrier=2-08`)."""

from dashboard.screen.carrier_views import carrier_choice, carrier_story
from dashboard.screen.view import current_view

view = current_view()
carrier_story(view, carrier_choice(view))
