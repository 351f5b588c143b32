"""The questionnaire as a value: questions, choices, routing, editions of each text, validation of answers."""
