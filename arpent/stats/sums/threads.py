"""How many threads a matrix product may use: one. Ours are small, and sharing them out costs more than making them.

Measured on two busy cores, a million answers: 5 s with one thread a product, 96 s with OpenBLAS's own choice.
Whoever wants both cores gives each a row group: see `drivers`.
"""

from contextlib import AbstractContextManager

from threadpoolctl import ThreadpoolController

_LOADED = ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Products made inside use one thread. Nested and concurrent uses are safe; the outermost should wrap all."""
    limit: AbstractContextManager[object] = _LOADED.limit(limits=1, user_api="blas")
    return limit
