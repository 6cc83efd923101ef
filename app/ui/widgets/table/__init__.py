"""The one table of the program."""
