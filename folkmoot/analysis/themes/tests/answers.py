"""Made-up answers about a few subjects, different from each other, with a known subject each."""

import random

SUBJECTS = {
    "buses": "bus buses late timetable driver route stop evening fare service",
    "parks": "park trees playground grass benches flowers dogs pond paths shade",
    "waste": "bins rubbish recycling collection litter tip fly-tipping lorry weekly smell",
    "noise": "noise music night neighbours loud sleep police party barking windows",
}
FILLING = "the is a we our near always too very more needs please about for in"


def answers(each: int, *, seed: int = 0) -> tuple[list[str], list[str]]:
    """`each` answers on every subject: (texts, subjects). Different from each other in words and order."""
    draw = random.Random(seed)
    texts: list[str] = []
    subjects: list[str] = []
    seen: set[str] = set()
    for subject, words in SUBJECTS.items():
        while subjects.count(subject) < each:
            chosen = draw.sample(words.split(), 5) + draw.sample(FILLING.split(), 2)
            draw.shuffle(chosen)
            text = " ".join(chosen)
            if text not in seen:
                seen.add(text)
                texts.append(text)
                subjects.append(subject)
    return texts, subjects
