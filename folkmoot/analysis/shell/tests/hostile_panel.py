"""A panel whose features and wards have names that no page should trust."""

from pathlib import Path

from folkmoot.analysis.lottery.reading import TargetsFile, VolunteersFile
from folkmoot.analysis.shell.draw_panel_lottery import Asked, afterwards, diagnosed, selected
from folkmoot.analysis.shell.draw_panel_page import PanelPage
from folkmoot.analysis.shell.draw_panel_trial import TrialPage
from folkmoot.analysis.shell.telling import Telling

N = 60


class Silent:
    def isatty(self):
        return False

    def write(self, _words):
        return 0

    def flush(self):
        return None


def panels_of(texts):
    """The report of a draw with tickets and methods side by side, that before a draw, and that of a test."""
    wards = [" ".join(text.split())[:300] for text in texts[:4]]
    feature = wards[0][:80]
    quotas = {feature: dict.fromkeys(wards, (1, 6)), "Age": {"young": (2, 9), "old": (2, 9)}}
    rows = {
        (name, value): place for place, (name, value) in enumerate((f, v) for f in quotas for v in quotas[f])
    }
    targets = TargetsFile(Path("targets.csv"), quotas, rows)
    values = {
        feature: tuple(wards[0 if n < 40 else 1 + n % 3] for n in range(N)),
        "Age": tuple("young" if n % 20 == 0 else "old" for n in range(N)),
    }
    ids = tuple(f"{text[:50]}{n}" for n, text in enumerate((texts * N)[:N]))
    people = VolunteersFile(Path("people.csv"), tuple(range(2, N + 2)), ids, "id", values, None)
    asked = Asked(size=8, methods=("leximin", "nash"), seed=texts[0], tickets=60)
    made = (("File", texts[0][:60]),)
    telling = Telling(Silent())
    drawn = PanelPage(selected(people, targets, asked, telling), 5, "tickets.csv", made)
    waiting = PanelPage(selected(people, targets, Asked(size=8), telling), 1, "panels.csv", made)
    tight = TargetsFile(Path("targets.csv"), quotas | {"Age": {"young": (8, 9), "old": (2, 9)}}, rows)
    found = diagnosed(people, tight, 8)
    tested = TrialPage(found, afterwards(people, tight, found, telling), 5, made)
    return {"panel": drawn.html(), "panel-waiting": waiting.html(), "panel-tested": tested.html()}
