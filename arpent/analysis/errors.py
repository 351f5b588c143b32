"""What analysis refuses: a stable code, then the fact, the place and the remedy."""


class DatasetError(ValueError):
    """A refusal in words. `code` is stable: D001 …, listed in docs/methods/dataset.md."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code} · {message}")
        self.code = code
