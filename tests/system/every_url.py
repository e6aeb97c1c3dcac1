"""Every URL of the site, walked from the resolver: nothing is listed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern


@dataclass(frozen=True)
class Place:
    """One URL: its full name, its pattern with the converters' names, and its view."""

    name: str
    route: str
    view: Any
    converters: dict[str, str]
    in_both_languages: bool

    @property
    def audience(self) -> str:
        return getattr(self.view, "audience", "")


def every_url() -> list[Place]:
    return list(_walk(get_resolver(), "", "", {}, False))


def _walk(
    resolver: URLResolver, spaces: str, route: str, converters: dict[str, str], both: bool
) -> Iterator[Place]:
    for each in resolver.url_patterns:
        prefix = isinstance(each.pattern, LocalePrefixPattern)
        here = route + ("" if prefix else str(each.pattern))
        taken = converters | {
            name: type(converter).__name__.removesuffix("Converter").lower()
            for name, converter in each.pattern.converters.items()
        }
        if isinstance(each, URLPattern):
            yield Place(f"{spaces}{each.name}", here, each.callback, taken, both)
        else:
            space = f"{spaces}{each.namespace}:" if each.namespace else spaces
            yield from _walk(each, space, here, taken, both or prefix)
