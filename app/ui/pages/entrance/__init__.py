"""What stands before the desk: door, login, first set-up, restoring."""
