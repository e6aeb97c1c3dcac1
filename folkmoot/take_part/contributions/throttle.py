"""A light brake on floods from one address. Households, libraries and schools share an address, so it is
generous: it stops a script, never a family. The address itself is not kept, only a salted hash of it."""

from __future__ import annotations

import ipaddress

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from folkmoot.foundation.council.queries import setting

MOST, MINUTES = 300, 10


def too_many(request: HttpRequest, what: str, *, most: int = MOST) -> bool:
    """Count one more `what` from this address; True once there were more than `most` in ten minutes."""
    key = f"throttle:{what}:{_hashed(_shared_by(address_of(request)))}"
    try:
        return cache.incr(key) > most
    except ValueError:  # the first in ten minutes
        cache.add(key, 1, MINUTES * 60)
        return most < 1


def _shared_by(address: str) -> str:
    """Who shares a limit. A single household is given 2 to the power of 64 addresses of IPv6, all beginning
    alike: they are one visitor."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def address_of(request: HttpRequest) -> str:
    """The visitor's address. Behind our own proxy that is the last one in X-Forwarded-For, which it wrote."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and setting("SECURE_PROXY_SSL_HEADER"):
        return str(forwarded).rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _hashed(address: str) -> str:
    return salted_hmac("folkmoot.throttle", address).hexdigest()[:32]
