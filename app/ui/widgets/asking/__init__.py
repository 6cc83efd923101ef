"""Dialogs before a step, and what they are made of."""
