"""A year's figures, and what changed standards would cost."""
