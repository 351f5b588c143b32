"""The pages of the questionnaire editor."""
