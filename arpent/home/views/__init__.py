"""The pages that compose what every room knows."""
