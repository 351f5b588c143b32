"""The questionnaire editor: drafts with their history, and what its pages show."""
