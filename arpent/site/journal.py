"""What the server writes in its journal."""

import logging
import re

_OF_A_RESPONDENT = re.compile(r"/(r|hors-ligne)/[^\s'\"]*")


class Discreet(logging.Filter):
    """The address of an answer opens it as long as it is unfinished: no journal keeps it, nor when it was asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _OF_A_RESPONDENT.sub(r"/\1/…", record.getMessage()), None
        return True
