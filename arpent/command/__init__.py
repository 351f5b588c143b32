"""The command line: arpent report, arpent serve, arpent manage."""
