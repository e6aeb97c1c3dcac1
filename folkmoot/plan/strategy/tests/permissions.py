"""Who sees the strategy: everybody."""

from tests.permission_rows import Row

PERMISSIONS = {"strategy:strategy": Row(everyone=200)}
