"""The course of a case, from filing to decision."""
