"""The pages of the collection: those of respondents, and those of who runs or follows a campaign."""
