"""Taking back what was not due: from opening an investigation to the last fen returned."""
