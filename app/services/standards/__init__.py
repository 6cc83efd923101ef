"""Numbers, lists and texts that the office keeps, dated and with their source."""
