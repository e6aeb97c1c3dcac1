"""Words in another language keep their mark through joining, wrapping and writing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import lettering
from folkmoot.analysis.drawing.phrases import in_language, joined, marked

PIECES = st.lists(
    st.tuples(st.text(alphabet="abŵ -&", max_size=30), st.sampled_from(["", "en", "cy"])), max_size=5
)


def written(words):
    return str(marked(words, lambda part, language: f"<{language}>{part}</{language}>"))


def in_welsh(markup):
    return "".join(re.findall("<cy>(.*?)</cy>", markup))


@given(PIECES, st.integers(20, 200), st.sampled_from(["", " ", ". "]))
def test_however_words_are_joined_and_broken_the_same_letters_are_welsh(pieces, width, between):
    whole = joined(*(in_language(words, language) for words, language in pieces), between=between)
    lines = lettering.wrap(whole, width)
    assert whole == between.join(words for words, _language in pieces)
    assert "".join("".join(lines).split()) == "".join(whole.split())
    welsh = "".join(words for words, language in pieces if language == "cy").replace("&", "&amp;")
    assert in_welsh(written(whole)) == welsh
    assert "".join(in_welsh("".join(map(written, lines))).split()) == "".join(welsh.split())


def test_what_is_left_out_at_the_end_leaves_the_mark_on_the_rest():
    words = joined("rather agree: “", in_language("Mae angen mwy o fysiau", "cy"), "”")
    lines = lettering.wrap(words, 100, most=2)
    assert [written(line) for line in lines] == ["rather agree:", "“<cy>Mae ang…</cy>"]


def test_the_language_of_the_page_and_one_that_is_not_known_are_not_marked():
    assert written(in_language("Yes", "en")) == written(in_language("Yes", "")) == "Yes"
    assert written(in_language("Yes", "en", page="cy")) == "<en>Yes</en>"


def test_a_label_marks_its_parts_and_escapes_them():
    words = joined("1. ", in_language("Nac ydw & <dim>", "cy"))
    label = lettering.label(words, 0, 9)
    assert '>1. <tspan lang="cy">Nac ydw &amp; &lt;dim&gt;</tspan></text>' in label
