"""The first sentence of a text, which makes its heading, and what follows it."""

from __future__ import annotations

import re

# A sentence ends where a capital, a figure or a quotation follows. What is one or two letters long before
# the stop is a shortening ("St. David's", "No. 5"), and no sentence ends with it.
_END = re.compile(r"""(?:(?<=[\w'’]{3})|(?<=\d)|(?<=[)”’"]))[.!?…]+[”’)"]?\s+(?=[^\W\d_a-z]|[\d“‘("])""")


def in_two(text: str) -> tuple[str, str]:
    """The first sentence without its full stop, and the rest.

    >>> in_two("388 people wrote about St. Mary's. Most want it kept. It is warm.")
    ("388 people wrote about St. Mary's", 'Most want it kept. It is warm.')
    >>> in_two("Keep it open.")
    ('Keep it open.', '')
    """
    text = text.strip()
    end = _END.search(text)
    if end is None:
        return text, ""
    mark = text[end.start() : end.end()].rstrip()
    return text[: end.start()] + ("" if mark == "." else mark), text[end.end() :]
