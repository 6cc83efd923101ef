"""疑点, and the lists from elsewhere."""
