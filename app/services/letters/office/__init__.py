"""Papers that belong to no case."""
