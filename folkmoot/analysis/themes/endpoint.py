"""Asking an OpenAI-compatible endpoint over HTTP: only where, for as long and as much as it may."""

from __future__ import annotations

import ipaddress
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

# Waiting before the second, third, ... attempt, in seconds; doubled each time.
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
PIECE = 65_536
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
LONGEST_MODEL = 200


class UnreachableError(Exception):
    """No usable answer now: it took too long, broke off or the other side was busy. One sentence."""


class RefusedError(Exception):
    """The endpoint will never answer this: wrong address, key or model. One sentence."""


@dataclass(frozen=True)
class Provider:
    """An endpoint that may be asked. Nothing is sent anywhere unless one is made and passed on.

    `address`: up to and without "/chat/completions", such as "https://models.example.org/v1". Plain http
    only to this machine itself. `key` is sent as a bearer token and never shown. `timeout`: seconds for one
    attempt; `attempts`: how often the same is asked before giving up; `most_bytes`: the largest answer that
    is read; `together`: texts in one question; `longest_text`: characters of a text that are sent.

    ValueError in one sentence when it cannot be right.

    >>> Provider("https://models.example.org/v1", "small-model", key="secret")
    Provider(address='https://models.example.org/v1', model='small-model')
    """

    address: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = field(default=60.0, repr=False)
    attempts: int = field(default=3, repr=False)
    most_bytes: int = field(default=1_000_000, repr=False)
    together: int = field(default=20, repr=False)
    longest_text: int = field(default=2_000, repr=False)
    wait: Callable[[float], None] = field(default=time.sleep, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_address(self.address)
        if not self.model.strip() or not self.model.isprintable() or len(self.model) > LONGEST_MODEL:
            raise ValueError("give the name of the model as the provider writes it")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key.strip()):
            raise ValueError("the key holds signs that cannot be sent; copy it again, without line breaks")
        limits = (self.timeout, self.attempts, self.most_bytes, self.together, self.longest_text)
        if not all(math.isfinite(limit) and limit > 0 for limit in limits):
            raise ValueError("the limits of a provider must be above 0")


def ask(provider: Provider, instructions: str, question: str) -> str:
    """What the model says. UnreachableError after all attempts, RefusedError at once."""
    body = json.dumps(
        {
            "model": provider.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": question},
            ],
        }
    ).encode()
    said = ""
    for attempt in range(provider.attempts):
        status, answer, retry_after = _post(provider, body)
        if status == 200:
            return _content(answer)
        said = _check_status(status, answer)
        if attempt + 1 < provider.attempts:
            provider.wait(min(LONGEST_WAIT, retry_after or FIRST_WAIT * 2**attempt))
    raise UnreachableError(f"the provider did not answer in {provider.attempts} attempts ({said})")


def _check_status(status: int, answer: bytes) -> str:
    """Why it may be asked again; RefusedError when asking again would not help."""
    if status == 0:
        return answer.decode()
    if status in TRY_AGAIN:
        return f"status {status}"
    if 300 <= status < 400:
        raise RefusedError(f"the provider points to another address (status {status}); that is not followed")
    if status in (401, 403):
        raise RefusedError(f"the provider does not accept the key (status {status}); check it")
    if status == 404:
        raise RefusedError("the provider has no such address or model (status 404); check both")
    if status == 413:
        raise UnreachableError("the question was too long for the provider (status 413)")
    raise RefusedError(f"the provider refused the question (status {status})")


def _post(provider: Provider, body: bytes) -> tuple[int, bytes, float]:
    """Status (0: no answer, with the reason as its text), the answer, and how long to wait if it said."""
    from http.client import HTTPException

    end = time.monotonic() + provider.timeout
    connection = _connection(provider)
    try:
        connection.request("POST", _path(provider), body, _headers(provider))
        response = connection.getresponse()
        answer = _read(connection, response, provider.most_bytes, end) if response.status == 200 else b""
        return response.status, answer, _seconds(response.getheader("Retry-After"))
    except TimeoutError:
        return 0, b"it took too long", 0.0
    except (OSError, HTTPException):
        return 0, b"the connection failed", 0.0
    finally:
        connection.close()


def _connection(provider: Provider) -> HTTPConnection:
    import http.client
    import ssl

    to = urlsplit(provider.address)
    host = to.hostname or ""
    if to.scheme == "https":
        secure = ssl.create_default_context()
        return http.client.HTTPSConnection(host, to.port, timeout=provider.timeout, context=secure)
    return http.client.HTTPConnection(host, to.port, timeout=provider.timeout)


def _path(provider: Provider) -> str:
    return urlsplit(provider.address).path.rstrip("/") + "/chat/completions"


def _headers(provider: Provider) -> dict[str, str]:
    headers = dict.fromkeys(("Content-Type", "Accept"), "application/json") | {"Accept-Encoding": "identity"}
    return headers | ({"Authorization": f"Bearer {provider.key}"} if provider.key else {})


def _read(connection: HTTPConnection, response: HTTPResponse, most: int, end: float) -> bytes:
    found = bytearray()
    while piece := response.read1(PIECE):
        found += piece
        if len(found) > most:
            raise UnreachableError(f"the answer is longer than {most:,} bytes and was not read")
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock:
            connection.sock.settimeout(left)
    if response.length:
        raise ConnectionError
    return bytes(found)


def _seconds(retry_after: str | None) -> float:
    """Seconds; 0 when nothing is said, or said as a date or nonsense."""
    given = (retry_after or "").strip()
    return float(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0.0


def _content(answer: bytes) -> str:
    try:
        choice = json.loads(answer)["choices"][0]
        content, reason = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnreachableError("the answer is not in the form of the OpenAI interface") from None
    if not isinstance(content, str):
        raise UnreachableError("the answer holds no text")
    if reason == "length":
        raise UnreachableError("the answer was cut off because it became too long")
    return content


def _check_address(address: str) -> None:
    try:
        to = urlsplit(address)
        _port = to.port
    except ValueError:
        raise ValueError("the address of the provider cannot be read; give it as https://name/path") from None
    if to.scheme not in ("http", "https") or not to.hostname or not address.isprintable() or " " in address:
        raise ValueError("give the address of the provider as https://name/path")
    if to.username is not None or to.password is not None or to.query or to.fragment:
        raise ValueError("the address of the provider holds more than name and path; give the key as `key`")
    if to.scheme == "http" and not _is_here(to.hostname):
        raise ValueError("plain http would let others read along: use https, or a provider on this machine")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
