"""案件: one case whole, with its tabs."""
