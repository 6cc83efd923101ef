"""The workbooks of the office, one a file."""
