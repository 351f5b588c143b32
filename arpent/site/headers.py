"""What is said of a static file beside what all answers say."""

from wsgiref.headers import Headers


def of_a_static_file(headers: Headers, _path: str, _url: str) -> None:
    """Nothing may run in it nor be fetched by it, when it is opened by itself: an icon, a drawing.

    It is a third of the length of a page's policy, which each file would carry otherwise.
    """
    headers["Content-Security-Policy"] = "default-src 'none'"
