import numpy as np

from folkmoot.analysis.themes.grouping import graph_of, group
from folkmoot.analysis.themes.stability import found_again, stability

from .test_grouping import clouds


def test_the_same_grouping_is_found_again_and_a_shuffled_one_is_not() -> None:
    label = np.repeat([0, 1, 2, 3], 50)
    assert found_again(label, 3 - label, 4).tolist() == [1, 1, 1, 1]
    shuffled = np.random.default_rng(0).permutation(label)
    assert found_again(label, shuffled, 4).max() < 0.15


def test_a_theme_with_no_text_in_the_sample_is_not_judged() -> None:
    found = found_again(np.array([0, 0, 2, 2]), np.array([0, 0, 1, 1]), 3)
    assert np.isnan(found[1])
    assert found[[0, 2]].tolist() == [1, 1]


def test_clear_themes_are_steady_and_themes_in_noise_are_less_so() -> None:
    clear, _ = clouds([80, 80, 80], spread=0.2)
    noise, _ = clouds([240], spread=3.0, seed=1)
    scores = []
    for vectors in (clear, noise):
        graph = graph_of(vectors)
        label = group(graph, vectors, max_themes=3).label
        steady = stability(graph, vectors, label, max_themes=3)
        assert len(steady) == label.max() + 1
        assert np.array_equal(steady, stability(graph, vectors, label, max_themes=3))
        scores.append(steady.mean())
    assert scores[0] > 0.97
    assert scores[1] < 0.8


def test_one_theme_is_always_there_and_steps_are_told() -> None:
    vectors, _ = clouds([30, 30])
    told: list[int] = []
    graph = graph_of(vectors)
    label = group(graph, vectors, max_themes=2).label
    stability(graph, vectors, label, max_themes=2, step=told.append)
    assert told == [1, 2, 3, 4, 5]
    assert stability(None, vectors[:2], np.zeros(2, np.intp), max_themes=None).tolist() == [1]
