"""The report of `find-campaigns`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..drawing import Bar, Drawing, Stack, bars, stacked
from ..drawing.phrases import in_language, joined
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
    steps,
)
from .answers import Answers
from .campaigns_found import OWN_FROM, Copy, Letter
from .cautions import STAYED_HERE, quotes_are_personal
from .wording import count, share, shortened

DRAWN = 20  # letters in the picture
KINDS = ("No letter", "A letter, with own words added", "A letter alone")
CAN_SAY = (
    "Which answers hold the same wording, how much of it each holds, and what each person added to it.",
    "How many people sent each letter: everybody who did so made a submission of their own.",
)
CANNOT_SAY = (
    "Whether a person means what the letter says: signing a letter is a way of answering like any other.",
    "Who wrote the letter, or whether somebody sent it in another person’s name.",
    "Whether a letter was put into other words: wording that nobody shares, as a language model may write it "
    "for each sender, cannot be found this way.",
    "Whether little was copied: fewer than ten words, such as a slogan, or a sentence or two that only three "
    "or four people share, are not called a letter.",
    "Where a letter ends for certain: a question, a form or a leaflet that many copied from looks the same.",
)


NEXT_STEPS = (
    "Check each letter. If two are one, add their answers: no answer is counted in both. If one is no letter "
    "but the words of a question or a form, say so; its answers count as all others.",
    "Read what people added. In answers.csv filter the column “campaign” and read the column “own_words”: "
    "what somebody writes beside a letter is easily overlooked.",
    "Report all answers, and of which how many hold each letter, with its wording once in full. To see what "
    "the letters and the other answers are about, run find-themes on the same file.",
)


@dataclass(frozen=True, slots=True)
class CampaignsPage:
    """What the page needs. `n_repeated` answers outside the letters are word for word like two others; `made`
    are names and values for its last section; `spoken` the languages of what is quoted, where known."""

    answers: Answers
    column: str
    letters: tuple[Letter, ...]
    n_repeated: int
    with_quotes: bool
    made: Sequence[tuple[str, str]]
    spoken: Mapping[str, str] = field(default_factory=dict)

    @property
    def n_copies(self) -> int:
        return sum(letter.size for letter in self.letters)

    @property
    def n_added(self) -> int:
        return sum(letter.n_own for letter in self.letters)

    def html(self) -> str:
        return Report(
            title=f"Campaign letters in {count(len(self.answers.texts), 'answer')}",
            kind="Answers that share their wording",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    def _lead(self) -> str:
        n = len(self.answers.texts)
        if not self.letters:
            own = (
                "" if self.n_repeated else ": as far as wording can tell, everybody wrote in their own words"
            )
            return (
                f"People wrote {count(n, 'answer')} in the column “{self.column}”. No letter was found that "
                f"three or more of them share{own}.{self._repeated()}"
            )
        one = len(self.letters) == 1
        held = "the same campaign letter" if one else f"one of {len(self.letters):,} campaign letters"
        return (
            f"Of {count(n, 'answer')} in the column “{self.column}”, {self.n_copies:,} "
            f"({share(self.n_copies, n)}) hold {held}. In "
            f"{self.n_added:,} of these copies people added words of their own.{self._repeated()}"
        )

    def _repeated(self) -> str:
        if not self.n_repeated:
            return ""
        return (
            f" Outside the letters, {count(self.n_repeated, 'answer')} repeat word for word what at least "
            "two others say, in too few words to tell a letter from what many would write by themselves."
        )

    def _parts(self) -> Iterator[Part]:
        yield key_figures(self._figures())
        if self.letters:
            yield notice(
                "A letter counts as much as any answer",
                paragraph(
                    "Every copy is somebody’s answer, as good as one in own words. Show copies apart, never "
                    "leave them out. Check each letter below before you call it a campaign: people who "
                    "copy the same question or leaflet look alike."
                ),
            )
        if self.with_quotes and self.n_added:
            yield quotes_are_personal()
        if self.letters:
            yield Section("In whose words", *self._whole())
            yield Section("How often each letter was sent", *self._sizes())
            yield Section("Letter by letter", *(self._letter(letter) for letter in self.letters))
            yield Section("What to do next", steps(NEXT_STEPS if self.with_quotes else NEXT_STEPS[::2]))

    def _figures(self) -> list[tuple[str, str]]:
        figures = [
            (f"{len(self.answers.texts):,}", "answers with words"),
            (f"{len(self.letters):,}", "campaign letter" if len(self.letters) == 1 else "campaign letters"),
        ]
        if self.letters:
            figures.append((f"{self.n_copies:,}", "answers that hold a letter"))
            figures.append((f"{self.n_added:,}", "of these with own words added"))
        if self.answers.n_empty:
            figures.append((f"{self.answers.n_empty:,}", "rows left empty"))
        return figures

    def _whole(self) -> Iterator[Part]:
        yield figure(self._stack(760), self._stack(340), table_printed=False)
        yield paragraph(
            f"A person counts as having added own words from {OWN_FROM} words in one piece beside the "
            "letter: a name, a short greeting or single words put otherwise do not count.",
            class_="quiet",
        )

    def _stack(self, width: float) -> Drawing:
        n = len(self.answers.texts)
        alone = self.n_copies - self.n_added
        return stacked(
            [Stack("All answers", (n - self.n_copies, self.n_added, alone))],
            KINDS,
            title="Answers by whose words they hold",
            description=(
                f"Of {count(n, 'answer')}, {n - self.n_copies:,} hold no letter, {self.n_added:,} hold a "
                f"letter with own words added, {alone:,} a letter alone."
            ),
            head=("Whose", "All"),
            hidden="",
            base_name=lambda base: count(base, "answer"),
            width=width,
        )

    def _sizes(self) -> Iterator[Part]:
        yield figure(
            self._bars(760),
            self._bars(340),
            links=[f"#letter-{letter.number}" for letter in self.letters[:DRAWN]],
            table_printed=False,
        )
        if len(self.letters) > DRAWN:
            rest = self.letters[DRAWN:]
            copies = count(sum(letter.size for letter in rest), "copy", "copies")
            yield paragraph(f"{count(len(rest), 'more letter')} with {copies} follow below.", class_="quiet")

    def _bars(self, width: float) -> Drawing:
        shown = self.letters[:DRAWN]
        most = " The most often sent are shown." if len(self.letters) > DRAWN else ""
        return bars(
            [Bar(self._named(letter), letter.size) for letter in shown],
            title="Copies of each letter",
            description=f"Each bar counts the answers that hold the letter{self._ends()}.{most}",
            head=("Letter", "Answers that hold it"),
            hidden="",
            width=width,
        )

    def _named(self, letter: Letter) -> str:
        """Number and first words, as headings and pictures say it."""
        words = shortened(letter.wording, 60)
        return joined(f"{letter.number}. ", in_language(words, self.spoken.get(letter.wording, "")))

    def _ends(self) -> str:
        first, last = self.letters[0].size, self.letters[:DRAWN][-1].size
        return f": from {first:,} for the first to {last:,} for the last" if first > last else ""

    def _letter(self, letter: Letter) -> Section:
        n = len(self.answers.texts)
        mean = sum(copy.share for copy in letter.copies) / letter.size
        added = count(letter.n_own, "person", "people") if letter.n_own else "nobody"
        said = (
            f"{count(letter.size, 'answer')} ({share(letter.size, n)}). On average a copy holds {mean:.0%} "
            f"of the letter; {added} added words of their own."
        )
        parts: list[Part] = [
            paragraph(said, class_="quiet"),
            paragraph("The wording they share:"),
            quotes([self._quote(letter.wording)]),
        ]
        if self.with_quotes:
            parts += self._added(letter)
        return Section(self._named(letter), *parts, anchor=f"letter-{letter.number}")

    def _added(self, letter: Letter) -> list[Part]:
        shown = letter.examples
        if not shown:
            return []
        who = "one person" if letter.n_own == 1 else "people"
        title = f"What {who} added ({len(shown):,} of {letter.n_own:,})"
        return [folded(title, quotes([self._own(copy) for copy in shown]))]

    def _own(self, copy: Copy) -> Quote:
        return self._quote(copy.own_words, f"row {self.answers.row(copy.place)}")

    def _quote(self, words: str, source: str = "") -> Quote:
        return Quote(words, source, self.spoken.get(words, ""))
