"""The window: pages, widgets, and the only place that knows Qt."""

from app.ui.lasting_none import hold_none

hold_none()
