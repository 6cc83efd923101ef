"""The letters of a clawback."""
