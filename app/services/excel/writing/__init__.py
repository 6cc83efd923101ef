"""How workbooks are written: looks, long tables, whole files or none."""
