"""The pages of the questionnaires of a study."""
