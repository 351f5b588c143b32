"""The questionnaires of a study, as versioned instruments; publishing freezes a version."""
