"""The drawings of a figure, in two widths, readable in light, in dark and on paper."""
