"""Survey statistics: design, weights, estimates, tests, disclosure control. NumPy in, frozen results out."""
