"""The address of the confirmation: the key of what was sent, signed.

The key of an idea stands in the idea's own address, so a key alone must not open the receipt behind it.
"""

from __future__ import annotations

import uuid

from django.core.signing import BadSignature, Signer

_SIGNER = Signer(salt="folkmoot.contributions.sent", sep=".")


class SentKeyConverter:
    regex = r"[0-9a-f]{32}\.[\w-]+"

    def to_python(self, value: str) -> uuid.UUID:
        try:
            return uuid.UUID(_SIGNER.unsign(value))
        except BadSignature as unsigned:
            raise ValueError from unsigned  # no such page

    def to_url(self, key: uuid.UUID) -> str:
        return _SIGNER.sign(uuid.UUID(str(key)).hex)
