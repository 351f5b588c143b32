"""The pages of analysis: freezing, and reading what people wrote."""
