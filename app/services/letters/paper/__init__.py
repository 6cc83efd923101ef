"""Letters as paper: content, layout, faces, drawing. The only place that knows reportlab."""
