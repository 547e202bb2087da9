"""Data -> inline SVG, drawn for the light of the page: outlines (read, checked) -> projection (flat) -> map (words)."""
