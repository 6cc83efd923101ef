"""会签 and 公示: lists of cases that wait for one thing."""
