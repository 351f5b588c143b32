"""What stats refuses: a stable code, then the fact, the place and the remedy."""


class StatsError(ValueError):
    """A refusal in words. `code` is stable: S001 … and listed in docs/methods/estimates.md."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code} · {message}")
        self.code = code
