"""The window: pages, widgets, and the only place that knows Qt."""

from app.ui.lasting_constants import hold_constants

hold_constants()
