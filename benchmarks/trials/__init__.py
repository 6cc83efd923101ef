"""Long trials of what must hold whatever happens: killed, cut off from power, crowded, damaged, full, or the clock moved."""
