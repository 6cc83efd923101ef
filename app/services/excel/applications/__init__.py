"""Applications: templates out, workbooks in, assessed, stored, marked and given back."""
