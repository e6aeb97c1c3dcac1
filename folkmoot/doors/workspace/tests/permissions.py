"""My work is for whoever holds a post."""

from tests.permission_rows import Row

PERMISSIONS = {"workspace:my_work": Row(everyone=200, but={"anonymous": 302})}
