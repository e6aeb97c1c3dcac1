"""Money in sentences: exact, with the sign people know."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

BEFORE = {"GBP": "£", "EUR": "€", "USD": "$", "AUD": "A$", "CAD": "C$", "NZD": "NZ$"}


@dataclass(frozen=True, slots=True)
class Money:
    """Writes amounts in a currency, such as "GBP"; "" where the file names none."""

    currency: str = ""

    def __call__(self, amount: Fraction | float) -> str:
        """An amount, with pence where it has any.

        >>> Money("GBP")(48000), Money("PLN")(Fraction(25, 2)), Money("")(7)
        ('£48,000', '12.50 PLN', '7')
        """
        whole, pence = divmod(_pence(amount), 100)
        return self._signed(f"{whole:,}.{pence:02}" if pence else f"{whole:,}", amount < 0)

    def share(self, amount: Fraction | float) -> str:
        """An amount a person has or pays, always with pence: £133.33. Never nothing for a little.

        >>> Money("GBP").share(Fraction(400, 3)), Money("GBP").share(Fraction(1, 1000))
        ('£133.33', 'under £0.01')
        """
        if 0 < amount < Fraction(1, 200):
            return f"under {self._signed('0.01', negative=False)}"
        whole, pence = divmod(_pence(amount), 100)
        return self._signed(f"{whole:,}.{pence:02}", amount < 0)

    def _signed(self, number: str, negative: bool) -> str:
        before = BEFORE.get(self.currency, "")
        after = f" {self.currency}" if self.currency and not before else ""
        return f"{'−' if negative else ''}{before}{number}{after}"


def _pence(amount: Fraction | float) -> int:
    """How many, to the nearest, halves up, whatever the sign."""
    return floor(abs(Fraction(amount)) * 100 + Fraction(1, 2))
