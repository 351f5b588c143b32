"""The style sheet of a saved report: the site's own files in one, with the fonts inside."""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

import arpent.ui

STATIC = Path(arpent.ui.__file__).parent / "static" / "ui"
SHEETS = (
    "tokens", "base", "layout", "components/masthead", "components/notice", "components/table", "components/sheet",
    "components/figure", "components/report", "components/document", "components/study", "print",
)  # fmt: skip


@cache
def embedded() -> str:
    """Everything a saved report needs to look like the site without asking anyone for a file."""
    sheets = "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return re.sub(r'url\("?([^")]+)"?\)', _inlined, sheets).replace("</", "<\\/")


def _inlined(found: re.Match[str]) -> str:
    """A file of ours as a data address. Pictures that only decorate are left out."""
    name = Path(found[1]).name
    if not name.endswith(".woff2"):
        return "none"
    content = b64encode((STATIC / "fonts" / name).read_bytes()).decode()
    return f'url("data:font/woff2;base64,{content}")'
