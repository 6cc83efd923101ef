"""Cells to rows: types, headers, columns, what is no case."""
