"""Turn the phrase lists in demo/voices into things people might have written, and note where a theme is said.

``[a|b|]`` is one of these or nothing, and may be nested; ``{word}`` is a fact about the person; ``tag> ...``
is only said by people who have that tag.
"""

import re
from pathlib import Path
from random import Random

import yaml

VOICES = Path(__file__).parent / "voices"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PIECE = re.compile(r"[\[\]|]|[^\[\]|]+")
SPACES = re.compile(r"[ \t]+")
BEFORE_MARK = re.compile(r" +([,.!?])")
TAG = re.compile(r"^([a-z]+)> ")


class Template:
    """A sentence with choices in it.

    >>> Template("[Keep|Save] it").say(Random(1), {})
    'Save it'
    """

    def __init__(self, text: str):
        tag = TAG.match(text)
        self.tag = tag.group(1) if tag else None
        pieces = PIECE.findall(text[tag.end() :] if tag else text)
        self.tree, rest = self._parse(pieces, 0, inside=False)
        if rest != len(pieces):
            raise ValueError(f"A bracket is not opened in {text!r}")

    def _parse(self, pieces: list[str], at: int, *, inside: bool) -> tuple[list, int]:
        choices: list[list] = [[]]
        while at < len(pieces):
            piece = pieces[at]
            if piece == "[":
                inner, at = self._parse(pieces, at + 1, inside=True)
                choices[-1].append(inner)
            elif piece == "]" and inside:
                return choices, at
            elif piece == "|" and inside:
                choices.append([])
            else:
                choices[-1].append(piece)
            at += 1
        if inside:
            raise ValueError("A bracket is not closed")
        return choices, at

    def _pick(self, rng: Random, choices: list) -> str:
        chosen = choices[int(rng.random() * len(choices))]
        return "".join(part if isinstance(part, str) else self._pick(rng, part) for part in chosen)

    def say(self, rng: Random, facts: dict) -> str:
        text = self._pick(rng, self.tree).format_map(facts)
        return BEFORE_MARK.sub(r"\1", SPACES.sub(" ", text)).strip()


class Bag:
    """Templates drawn without putting back until all are used, so that nothing is heard too often."""

    def __init__(self, rng: Random, lines: list[str]):
        self.rng, self.all = rng, [Template(line) for line in lines]
        self.left: list[Template] = []

    def draw(self, tags: set[str]) -> Template:
        for _ in range(2):
            for i in range(len(self.left) - 1, -1, -1):
                if self.left[i].tag is None or self.left[i].tag in tags:
                    return self.left.pop(i)
            self.left = self.rng.sample(self.all, len(self.all))
        raise LookupError("Every line here is for somebody else")


class Voice:
    """One language's phrases about one subject."""

    def __init__(self, rng: Random, name: str):
        data = yaml.load((VOICES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
        self.rng, self.words, self.alone = rng, data["words"], set(data.get("alone", []))
        self.bags = {key: Bag(rng, data[key]) for key in ("open", "reasons", "other", "close")}
        self.short = {theme: Bag(rng, lines) for theme, lines in data["short"].items()}
        self.said = {
            (t, sub): Bag(rng, lines) for t, subs in data["themes"].items() for sub, lines in subs.items()
        }
        self.subs = {t: [(s, len(lines)) for s, lines in subs.items()] for t, subs in data["themes"].items()}

    def facts(self, person: dict) -> dict:
        chosen = {word: self.rng.choice(options) for word, options in self.words.items()}
        facts = chosen | person["facts"]
        for word in ("friend", "kid", "spot", "when", "near", "count"):
            if word in facts:
                facts[f"{word}_cap"] = facts[word][:1].upper() + facts[word][1:]
        return facts

    def sub_theme(self, theme: str) -> str:
        names, sizes = zip(*self.subs[theme], strict=True)
        return self.rng.choices(names, sizes)[0]

    def write(
        self, person: dict, themes: list[str], length: str, *, opening: bool = True
    ) -> tuple[str, list[dict]]:
        """The text and where each theme is said in it: theme, sub-theme, start, end. Without an opening,
        nobody introduces themselves again."""
        facts, tags = self.facts(person), person["tags"]
        parts = (
            self._short(themes, facts, tags)
            if length == "short"
            else self._full(themes, length, facts, tags, opening=opening)
        )
        return assemble(self.rng, parts, person["hand"], length)

    def _short(self, themes: list[str], facts: dict, tags: set[str]) -> list[tuple]:
        if not themes:
            return [(self.bags["other"].draw(tags).say(self.rng, facts), None, None)]
        return [(self.short[t].draw(tags).say(self.rng, facts), t, None) for t in themes]

    def _full(
        self, themes: list[str], length: str, facts: dict, tags: set[str], *, opening: bool
    ) -> list[tuple]:
        def line(kind):
            return (self.bags[kind].draw(tags).say(self.rng, facts), None, None)

        rng, longer = self.rng, length == "long"
        middle = [self._theme(t, facts, tags) for t in themes] or [line("other")]
        rng.shuffle(middle)
        if longer:
            middle.append(line("reasons"))
            middle += self._more(middle, facts, tags)
        if rng.random() < 0.3 or (longer and not themes):
            middle.append(line("reasons"))
        start = [line("open")] if opening and rng.random() < (0.85 if longer else 0.3) else []
        end = [line("close")] if rng.random() < (0.6 if longer else 0.1) else []
        return start + middle + end

    def _more(self, parts: list[tuple], facts: dict, tags: set[str]) -> list[tuple]:
        """A second thing to say on some of the themes, never the same one again."""
        said = {(theme, sub) for _, theme, sub in parts}
        again = [t for _, t, sub in parts if t and sub not in self.alone and self.rng.random() < 0.55]
        more = [self._theme(t, facts, tags) for t in again]
        return [part for part in more if (part[1], part[2]) not in said and part[2] not in self.alone]

    def _theme(self, theme: str, facts: dict, tags: set[str]) -> tuple:
        sub = self.sub_theme(theme)
        return (self.said[theme, sub].draw(tags).say(self.rng, facts), theme, sub)


def assemble(rng: Random, parts: list[tuple], hand: str, length: str) -> tuple[str, list[dict]]:
    """Join the sentences as this person would type them."""
    text, mentions = "", []
    for i, (sentence, theme, sub) in enumerate(parts):
        typed = type_like(rng, sentence, hand, last=i == len(parts) - 1)
        if text:
            text += "\n\n" if length == "long" and rng.random() < 0.15 else " "
        if theme:
            mentions.append({"theme": theme, "sub": sub, "start": len(text), "end": len(text) + len(typed)})
        text += typed
    return text, mentions


def type_like(rng: Random, sentence: str, hand: str, *, last: bool) -> str:
    if sentence[-1] not in ".!?=":
        sentence += "."
    sentence = sentence[:1].upper() + sentence[1:]
    if hand == "hasty":
        sentence = sentence[:1].lower() + sentence[1:] if not sentence.startswith(("I ", "I'")) else sentence
        sentence = sentence.replace("'", "").replace(" I ", " i ")
        return sentence.rstrip(".") if last else sentence
    if hand == "slips" and rng.random() < 0.22:
        return slip(rng, sentence)
    if hand == "loud" and rng.random() < 0.3:
        return sentence.upper() if len(sentence) < 60 else sentence.rstrip(".") + "!!"
    if hand == "plain" and last and len(sentence) < 60:
        return sentence.rstrip(".")
    return sentence


def slip(rng: Random, sentence: str) -> str:
    """Swap or drop one letter inside a longer word."""
    places = [i for i in range(2, len(sentence) - 3) if sentence[i - 2 : i + 3].isalpha()]
    if not places:
        return sentence
    i = rng.choice(places)
    if rng.random() < 0.5:
        return sentence[:i] + sentence[i + 1] + sentence[i] + sentence[i + 2 :]
    return sentence[:i] + sentence[i + 1 :]
