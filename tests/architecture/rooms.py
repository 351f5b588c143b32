"""The rooms as the contract in pyproject.toml orders them, and the files of the repository."""

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def order() -> list[str]:
    """Rooms from left to right, with those whose place is only reserved."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    layers = [layer.strip("()") for layer in reversed(contract["layers"])]
    return [room.strip() for layer in layers for room in layer.split("|")]


@cache
def python_files() -> list[Path]:
    """Our code, without the migrations that Django writes."""
    return [path for path in sorted((ROOT / "arpent").rglob("*.py")) if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def committed_files() -> list[Path]:
    """What git keeps, and what it would keep; everything under the root where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        skipped = {".venv", "node_modules", "var", ".git"}
        return [path for path in ROOT.rglob("*") if path.is_file() and not skipped & set(path.parts)]
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))
