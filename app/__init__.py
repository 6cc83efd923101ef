"""Skilled-worker subsidies of a district HR and social security bureau."""
