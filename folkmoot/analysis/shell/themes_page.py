"""The report of `find-themes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..drawing import Bar, Drawing, Family, FamilyWords, Member, bars, families
from ..drawing.phrases import in_language, joined
from ..reports import (
    Part,
    Quote,
    Report,
    Section,
    contents,
    figure,
    folded,
    key_figures,
    notice,
    paragraph,
    quotes,
)
from .answers import Answers
from .cautions import STAYED_HERE, quotes_are_personal
from .themes_found import (
    FAIRLY_STEADY,
    NAMED_BY,
    STEADY,
    Theme,
    WiderTheme,
    letters_elsewhere,
    named,
    telling,
)
from .themes_next import said_nothing_more, to_do
from .wording import count, share

if TYPE_CHECKING:
    from ..themes.campaigns import Campaigns
    from ..themes.result import ThemeSuggestion

ALL_THEMES = "All themes"
ROWS_A_PICTURE = 14  # so that a picture fits on a printed page
SHOWN = 3  # quotes before the fold
SIGNS = ("Steady", "Fairly steady", "Not steady")
WORDS = FamilyWords(
    ("Theme", "Wider theme", "Answers", "Of which campaign copies", "Steadiness"),
    "Copies of campaign letters",
    SIGNS,
)
STEADINESS = (
    "To see how far a theme can be relied on, a tenth of the answers was left out at random and the others "
    f"were grouped again. A theme is steady when it came out the same to {STEADY:.2f} of 1 or more, fairly "
    f"steady from {FAIRLY_STEADY:.2f} and not steady below; 0 would be no better than chance."
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
    """What the page needs. `made` are names and values for its last section; `spoken` the languages of the
    answers quoted, by place, where the file does not say them: for those who have the page read out."""

    answers: Answers
    column: str
    suggestion: ThemeSuggestion
    campaigns: Campaigns
    wider: tuple[WiderTheme, ...]
    with_quotes: bool
    made: Sequence[tuple[str, str]]
    spoken: Mapping[int, str] = field(default_factory=dict)
    elsewhere: Mapping[int, Sequence[str]] = field(init=False)

    def __post_init__(self) -> None:
        shared = letters_elsewhere(self.wider, self.suggestion, self.campaigns)
        object.__setattr__(self, "elsewhere", shared)

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
        n, nothing_more = len(self.answers.texts), self._nothing_more
        said = f"People wrote {count(n, 'answer')} in the column “{self.column}”."
        themes = telling(self.wider)
        if not themes:
            return f"{said} None says anything that could be a theme."
        who = "It falls" if n == 1 else "They fall"
        if nothing_more:
            says = "says" if nothing_more == 1 else "say"
            falls = "falls" if n - nothing_more == 1 else "fall"
            said += f" Of these, {nothing_more:,} {says} nothing more, such as “no comment”;"
            who = f"the other {n - nothing_more:,} {falls}"
        said += f" {who} into {self._counted(themes)}."
        if len(themes) == 1:
            return said if n - nothing_more == 1 else f"{said} They could not be told apart any further."
        top = max(themes, key=lambda theme: theme.size)
        copies = "" if 2 * top.copies < top.size else ", most of them copies of campaign letters"
        holds = f"”, holds {count(top.size, 'answer')} ({share(top.size, n)} of all){copies}."
        return joined(f"{said} The largest theme, “", named(top), holds)

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
        if telling(self.wider):
            yield Section("How large each theme is", *self._pictures())
        yield Section("Theme by theme", *self._sections())
        yield to_do(with_quotes=self.with_quotes)

    def _sections(self) -> Iterator[Part]:
        if not self._is_flat:
            links = [(f"#wider-{each.number}", each.title) for each in self.wider]
            yield contents(links, name="Wider themes")
        for each in self.wider:
            if self._is_flat or each.is_no_content:
                yield from map(self._theme_section, each.themes)
            else:
                yield self._wider_section(each)

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
        if self._is_steadiness_known:
            yield paragraph(STEADINESS)
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
        yield f"Each bar counts people’s answers; shares are of all {len(self.answers.texts):,} answers."
        if any(theme.copies for each in self.wider for theme in each.themes):
            yield "Copies of a campaign letter are each a person’s answer; they are hatched to be told apart."
        if self._nothing_more:
            yield f"The {self._nothing_more:,} that say nothing more are not drawn."

    def _overview(self, width: float) -> Drawing:
        return bars(
            [Bar(each.title, each.size) for each in self._drawn_wider],
            title="Answers by wider theme",
            description=joined("Each wider theme gathers the themes below it. ", _ends(self._drawn_wider)),
            head=("Wider theme", "Answers"),
            hidden="",
            width=width,
        )

    def _wider_links(self) -> list[str]:
        return [f"#wider-{each.number}" for each in self._drawn_wider]

    @property
    def _drawn_wider(self) -> list[WiderTheme]:
        return [each for each in self.wider if not each.is_no_content]

    @property
    def _is_steadiness_known(self) -> bool:
        """With a single theme there is nothing that could come out otherwise."""
        return len(telling(self.wider)) > 1

    def _drawn(self, chunk: Sequence[Family], title: str, highest: int, width: float) -> Drawing:
        n = sum(len(family.members) for family in chunk)
        under = "" if self._is_flat else f" under {count(len(chunk), 'wider theme')}"
        ends = _ends([bar for family in chunk for bar in family.members])
        description = joined(f"{count(n, 'theme')}{under}. ", ends)
        return families(
            chunk, title=title, description=description, words=WORDS, highest=highest, width=width
        )

    def _families(self) -> list[Family]:
        known = self._is_steadiness_known
        named_bars = [
            (each.title, tuple(_bar(theme, known) for theme in each.themes)) for each in self._drawn_wider
        ]
        if self._is_flat:
            return [Family(ALL_THEMES, tuple(bar for _name, bars in named_bars for bar in bars))]
        return [Family(name, bars) for name, bars in named_bars]

    def _wider_section(self, wider: WiderTheme) -> Section:
        size = f"{count(wider.size, 'answer')} ({share(wider.size, len(self.answers.texts))})"
        lead = f"{size} in {count(len(wider.themes), 'theme')}."
        return Section(
            wider.title,
            paragraph(lead, class_="quiet"),
            *(self._theme_section(theme) for theme in wider.themes),
            anchor=f"wider-{wider.number}",
        )

    def _theme_section(self, theme: Theme) -> Section:
        if theme.is_no_content:
            texts = (self.answers.texts[place] for place in self.suggestion.texts_of(theme.index).tolist())
            nothing = said_nothing_more(texts, self._counts(theme), with_quotes=self.with_quotes)
            return Section(theme.name, *nothing, anchor=f"wider-{self.wider[-1].number}")
        parts: list[Part] = [paragraph(self._facts(theme), class_="quiet")]
        if self.with_quotes:
            parts += self._quotes(theme)
        return Section(named(theme), *parts, anchor=f"theme-{theme.number}")

    def _counts(self, theme: Theme) -> str:
        said = f"{count(theme.size, 'answer')} ({share(theme.size, len(self.answers.texts))})"
        if theme.copies:
            said += f", of which {count(theme.copies, 'campaign copy', 'campaign copies')}"
        return said

    def _facts(self, theme: Theme) -> str:
        more = theme.words[NAMED_BY:]
        words = [" More of its words: ", in_language(", ".join(more), theme.language), "."] if more else []
        sign = f" {SIGNS[theme.sign]} ({theme.stability:.2f} of 1)." if self._is_steadiness_known else ""
        shared = "".join(f" {each}" for each in self.elsewhere.get(theme.number, ()))
        return joined(f"{self._counts(theme)}.{shared}{sign}", *words)

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
        language = self.answers.languages[place] if self.answers.languages else self.spoken.get(place, "")
        letter = int(self.campaigns.group[place])
        source = f"row {self.answers.row(place)}"
        if letter >= 0:
            source += f", one of {count(self.campaigns.size[letter], 'copy', 'copies')} of a campaign letter"
        return Quote(self.answers.texts[place], source, language)


def _bar(theme: Theme, is_steadiness_known: bool) -> Member:
    return Member(named(theme), theme.size, theme.copies, theme.sign if is_steadiness_known else None)


def _ends(drawn: Sequence[WiderTheme] | Sequence[Member]) -> str:
    """What a picture of bars says, for those who do not see it: the longest and the shortest."""
    sizes = [
        (each.title, each.size) if isinstance(each, WiderTheme) else (each.label, each.value)
        for each in drawn
    ]
    sizes = [(joined("“", title, "”"), size) for title, size in sizes]
    most, least = max(sizes, key=lambda each: each[1]), min(sizes, key=lambda each: each[1])
    if most[1] == least[1]:
        return joined("Each" if len(sizes) > 1 else most[0], f" has {count(most[1], 'answer')}.")
    largest = joined("The largest is ", most[0], f" with {count(most[1], 'answer')}")
    return joined(largest, ", the smallest ", least[0], f" with {least[1]:,}.")


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
            label = family.label if not start else joined(family.label, " (continued)")
            yield Family(label, family.members[start : start + most], family.total)
