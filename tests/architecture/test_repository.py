"""The repository speaks of the project alone, and its templates serve."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture.rooms import ROOT, committed_files, python_files, short

TEXT = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".json",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".txt",
    ".yml",
    ".in",
    ".typ",
    "",
}
HOSTS = re.compile(
    "|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(org|com)", "deb" + r"ian\.org/deb"))
)
MACHINE = re.compile("(?<![A-Za-z0-9.])" + "/(?:ho" + "me|ro" + "ot|wo" + "rk)/[a-z]")
TEMPLATES = sorted((ROOT / "arpent").glob("*/templates/**/*.html"))


STAND_ALONE = ("reports/document/page.html", "reports/document/codebook.html")
"""Files that are taken away: they carry their style with them, and no policy applies to them."""


def read(path: Path) -> str:
    return path.read_text(errors="ignore")


def texts() -> list[Path]:
    return [path for path in committed_files() if path.suffix in TEXT]


def test_no_file_names_the_host_of_a_package_registry():
    assert [short(path) for path in texts() if HOSTS.search(read(path))] == []


def test_no_file_holds_a_path_of_somebody_s_machine():
    assert [short(path) for path in texts() if MACHINE.search(read(path))] == []


def test_locks_are_hashed():
    for name in ("run", "test", "uv"):
        lock = read(ROOT / "requirements" / f"{name}.lock")
        pins = re.findall(r"^[A-Za-z0-9._-]+(?:\[[a-z,]+\])?==", lock, re.MULTILINE)
        assert pins
        assert lock.count("==") >= len(pins) <= lock.count("--hash=sha256:")


def test_every_dependency_says_why_it_is_there():
    block = read(ROOT / "pyproject.toml").split("dependencies = [", 1)[1].split("\n]", 1)[0]
    for line in block.splitlines():
        if line.strip().startswith('"'):
            assert "#" in line, line


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_templates_hold_no_inline_style_or_script(path: Path):
    text = read(path)
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    if not str(path).endswith(STAND_ALONE):
        assert "<style" not in text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_every_template_is_used():
    asked = named_templates()
    by_name_of_the_library = ("account/", "mfa/", "allauth/", "django/", "usersessions/")
    names = [str(path).split("/templates/", 1)[1] for path in TEMPLATES]
    unused = [name for name in names if not any(fnmatch(name, pattern) for pattern in asked)]
    assert [name for name in unused if not name.startswith(by_name_of_the_library)] == []


def named_templates() -> set[str]:
    """What code and pages ask for; f"errors/{status}.html" asks for errors/*.html."""
    everything = "\n".join(read(path) for path in (*python_files(), *TEMPLATES))
    return {
        re.sub(r"\{[^}]*\}", "*", name) for name in re.findall(r"[\"']([^\"'\s]+\.html)[\"']", everything)
    }
