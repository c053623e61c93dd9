"""载体档案: one carrier whole (`/carrier?carrier=2-08`)."""

from dashboard.screen.carrier import carrier_choice, carrier_story
from dashboard.screen.current import current

selection, screen = current()
carrier_story(selection, screen, carrier_choice(selection))
