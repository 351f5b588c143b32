"""Care: what surrounds the questions. Agreement, help, explanations, the two answers of a proxy, taking answers back."""
