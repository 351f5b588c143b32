"""The additive core: rows become sums in one pass, whatever holds them."""
