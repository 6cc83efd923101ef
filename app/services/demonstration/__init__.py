"""The sample district carried through from the first form to the year's end."""
