"""The command line: arpent report, arpent falc, arpent serve, arpent manage."""
