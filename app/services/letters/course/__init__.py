"""The letters of a case on its way, and of its decision."""
