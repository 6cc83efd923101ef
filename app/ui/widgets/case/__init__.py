"""A case as every page shows it: explanation, facts, course, buttons."""
