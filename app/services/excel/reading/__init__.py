"""A file to cells, whatever it is, without harm."""
