"""What waits for whom: desk, queue, rounds, and a case as it is shown."""
