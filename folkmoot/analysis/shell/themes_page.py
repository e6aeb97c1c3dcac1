"""The report of `find-themes`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..drawing import Bar, Drawing, Family, FamilyWords, Member, bars, families
from ..reports import (
    Part,
    Quote,
    Report,
    Section,
    figure,
    folded,
    key_figures,
    notice,
    paragraph,
    quotes,
)
from .answers import Answers
from .cautions import STAYED_HERE, quotes_are_personal
from .themes_found import NAMED_BY, Theme, WiderTheme, named, telling
from .wording import count, share

if TYPE_CHECKING:
    from ..themes.campaigns import Campaigns
    from ..themes.result import ThemeSuggestion

ROWS_A_PICTURE = 14  # so that a picture fits on a printed page
SHOWN = 3  # quotes before the fold
SIGNS = ("Steady", "Fairly steady", "Not steady")
WORDS = FamilyWords(
    ("Theme", "Wider theme", "Answers", "Of which campaign copies", "Steadiness"),
    "Copies of campaign letters",
    SIGNS,
)
CAN_SAY = (
    "Which subjects come up in these answers, in the words people used, and roughly how often.",
    "Which answers are typical of a subject and which lie at its edge, so that you know what to read first.",
    "Which subjects would come out again if some answers were missing (steady) and which are drawn loosely.",
)
CANNOT_SAY = (
    (
        "What all residents think: people chose whether to answer, and those who did are not a sample of "
        "everyone."
    ),
    "Who is for or against something: a theme gathers what is talked about, whatever is said of it.",
    "Everything an answer touches on: each answer is counted once, under the theme it is nearest to.",
    "How important a subject is: one answer that names a danger can matter more than a hundred others.",
)


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """What the page needs. `made` are names and values for its last section."""

    answers: Answers
    column: str
    suggestion: ThemeSuggestion
    campaigns: Campaigns
    wider: tuple[WiderTheme, ...]
    with_quotes: bool
    made: Sequence[tuple[str, str]]

    def html(self) -> str:
        return Report(
            title=f"Themes in {count(len(self.answers.texts), 'answer')}",
            kind="Free-text answers sorted into themes",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    def _lead(self) -> str:
        said = f"People wrote {count(len(self.answers.texts), 'answer')} in the column “{self.column}”."
        themes = telling(self.wider)
        if not themes:
            return f"{said} None says anything that could be a theme."
        nothing_more = f"; {self._nothing_more:,} say nothing more" if self._nothing_more else ""
        said += f" They fall into {self._counted(themes)}{nothing_more}."
        if len(themes) == 1:
            return f"{said} They could not be told apart any further."
        top = max(themes, key=lambda theme: theme.size)
        copies = "" if 2 * top.copies < top.size else ", most of it copies of campaign letters"
        of_all = share(top.size, len(self.answers.texts))
        return f"{said} The largest, “{top.name}”, holds {of_all} of the answers{copies}."

    @property
    def _nothing_more(self) -> int:
        return sum(theme.size for each in self.wider for theme in each.themes if theme.is_no_content)

    @property
    def _is_flat(self) -> bool:
        """Whether wider themes would only repeat the themes, or are just one."""
        wider = [each for each in self.wider if not each.is_no_content]
        return len(wider) in (1, len(telling(self.wider)))

    def _counted(self, themes: Sequence[Theme]) -> str:
        if self._is_flat:
            return count(len(themes), "theme")
        wider = sum(not each.is_no_content for each in self.wider)
        return f"{count(len(themes), 'theme')} under {count(wider, 'wider theme')}"

    def _parts(self) -> Iterator[Part]:
        yield key_figures(self._figures())
        yield notice(
            "A starting point for people, not a finding",
            paragraph(
                "A computer grouped answers that are alike in wording and meaning. Nobody has read and "
                "named the groups yet. Read the quotes, then rename, merge and split themes before a "
                "number is used in a decision."
            ),
            paragraph(self.suggestion.note),
        )
        if self.with_quotes:
            yield quotes_are_personal()
        if len(self.answers.texts) < 30:
            yield notice(
                "Very few answers",
                paragraph(
                    "With so few answers it is quicker and better to read them all than to group them."
                ),
            )
        yield Section("How large each theme is", *self._pictures())
        yield Section("Theme by theme", *self._sections())

    def _sections(self) -> list[Section]:
        if self._is_flat:
            return [self._theme_section(theme) for each in self.wider for theme in each.themes]
        return [self._wider_section(each) for each in self.wider]

    def _figures(self) -> list[tuple[str, str]]:
        copies = sum(theme.copies for each in self.wider for theme in each.themes)
        themes = len(telling(self.wider))
        figures = [
            (f"{len(self.answers.texts):,}", "answers with words"),
            (f"{themes:,}", "theme" if themes == 1 else "themes"),
            (f"{copies:,}", "copies of campaign letters among the answers"),
        ]
        if self._nothing_more:
            figures.append((f"{self._nothing_more:,}", "answers that say nothing more, such as “no comment”"))
        if self.answers.n_empty:
            figures.append((f"{self.answers.n_empty:,}", "rows left empty, in no theme"))
        return figures

    def _pictures(self) -> Iterator[Part]:
        if not self._is_flat:
            yield figure(
                self._overview(760), self._overview(340), links=self._wider_links(), table_printed=False
            )
        yield paragraph(" ".join(self._how_to_read()))
        items = self._families()
        highest = max((member.value for item in items for member in item.members), default=0)
        chunks = list(_chunks(items))
        for place, chunk in enumerate(chunks, 1):
            part = f", part {place} of {len(chunks)}" if len(chunks) > 1 else ""
            yield figure(
                self._drawn(chunk, f"Answers by theme{part}", highest, 760),
                self._drawn(chunk, f"Answers by theme{part}", highest, 340),
                links=[_address(member) for family in chunk for member in family.members],
                table_printed=False,
            )

    def _how_to_read(self) -> Iterator[str]:
        yield "Each bar counts people’s answers."
        if any(theme.copies for each in self.wider for theme in each.themes):
            yield "Copies of a campaign letter are each a person’s answer; they are hatched to be told apart."
        yield "A theme is steady when most of it comes out again after a tenth of the answers is left out."

    def _overview(self, width: float) -> Drawing:
        return bars(
            [Bar(each.name, each.size) for each in self.wider],
            title="Answers by wider theme",
            description="Each wider theme gathers the themes below it.",
            head=("Wider theme", "Answers"),
            hidden="",
            width=width,
        )

    def _wider_links(self) -> list[str]:
        return [f"#wider-{each.number}" for each in self.wider]

    def _drawn(self, chunk: Sequence[Family], title: str, highest: int, width: float) -> Drawing:
        n = sum(len(family.members) for family in chunk)
        under = "" if self._is_flat else f" under {count(len(chunk), 'wider theme')}"
        order = ", the largest first" if n > 1 else ""
        description = f"{count(n, 'theme')}{under}{order}."
        return families(
            chunk, title=title, description=description, words=WORDS, highest=highest, width=width
        )

    def _families(self) -> list[Family]:
        named_bars = [(each.name, tuple(map(_bar, each.themes))) for each in self.wider]
        if self._is_flat:
            return [
                Family("All answers with words", tuple(bar for _name, bars in named_bars for bar in bars))
            ]
        return [Family(name, bars) for name, bars in named_bars]

    def _wider_section(self, wider: WiderTheme) -> Section:
        size = f"{count(wider.size, 'answer')} ({share(wider.size, len(self.answers.texts))})"
        lead = f"{size} in {count(len(wider.themes), 'theme')}."
        return Section(
            wider.name,
            paragraph(lead, class_="quiet"),
            *(self._theme_section(theme) for theme in wider.themes),
            anchor=f"wider-{wider.number}",
        )

    def _theme_section(self, theme: Theme) -> Section:
        parts: list[Part] = [paragraph(self._facts(theme), class_="quiet")]
        if self.with_quotes:
            parts += self._quotes(theme)
        return Section(named(theme), *parts, anchor=f"theme-{theme.number}")

    def _facts(self, theme: Theme) -> str:
        n = len(self.answers.texts)
        said = f"{count(theme.size, 'answer')} ({share(theme.size, n)})"
        if theme.copies:
            said += f", of which {count(theme.copies, 'campaign copy', 'campaign copies')}"
        if theme.is_no_content:
            return f"{said}."
        more = theme.words[NAMED_BY:]
        words = f" Also: {', '.join(more)}." if more else ""
        return f"{said}. {SIGNS[theme.sign]} ({theme.stability:.2f} of 1).{words}"

    def _quotes(self, theme: Theme) -> list[Part]:
        shown = [self._quote(place) for place in theme.typical]
        parts: list[Part] = [quotes(shown[:SHOWN])]
        rest, edge = shown[SHOWN:], [self._quote(place) for place in theme.edge]
        if rest:
            parts.append(folded(count(len(rest), "more typical answer"), quotes(rest)))
        if edge:
            belong = "does it" if len(edge) == 1 else "do they"
            title = f"{count(len(edge), 'answer')} at the edge: {belong} belong here?"
            parts.append(folded(title, quotes(edge)))
        return parts

    def _quote(self, place: int) -> Quote:
        language = self.answers.languages[place] if self.answers.languages else ""
        letter = int(self.campaigns.group[place])
        source = f"row {self.answers.row(place)}"
        if letter >= 0:
            source += f", one of {count(self.campaigns.size[letter], 'copy', 'copies')} of a campaign letter"
        return Quote(self.answers.texts[place], source, language)


def _bar(theme: Theme) -> Member:
    return Member(named(theme), theme.size, theme.copies, theme.sign)


def _address(member: Member) -> str:
    return f"#theme-{member.label.split('.')[0]}"


def _chunks(items: Sequence[Family]) -> Iterator[list[Family]]:
    """Families for one picture after another; one too large for a picture is carried on in the next."""
    chunk: list[Family] = []
    room = ROWS_A_PICTURE
    for family in _split(items):
        need = len(family.members) + 1
        if chunk and need > room:
            yield chunk
            chunk, room = [], ROWS_A_PICTURE
        chunk.append(family)
        room -= need
    if chunk:
        yield chunk


def _split(items: Sequence[Family]) -> Iterator[Family]:
    most = ROWS_A_PICTURE - 1
    for family in items:
        for start in range(0, len(family.members), most):
            label = family.label if not start else f"{family.label} (continued)"
            yield Family(label, family.members[start : start + most], family.total)
