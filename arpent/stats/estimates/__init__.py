"""From sums or from rows to estimates, with the variance that the design implies."""
