import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from folkmoot.analysis.themes import grouping
from folkmoot.analysis.themes.communities import between, communities, shared_neighbour_graph
from folkmoot.analysis.themes.grouping import centre_rows, graph_of, group, smallest_theme


def clouds(sizes: list[int], *, spread: float = 0.25, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Rows around as many directions as there are sizes, and which direction each is around."""
    rng = np.random.default_rng(seed)
    middle = rng.standard_normal((len(sizes), 24))
    middle /= np.linalg.norm(middle, axis=1, keepdims=True)
    which = np.repeat(np.arange(len(sizes)), sizes)
    rows = middle[which] + spread * rng.standard_normal((len(which), 24)) / np.sqrt(24)
    return centre_rows(rows.astype(np.float32)), which


def test_a_link_weighs_what_two_neighbourhoods_have_in_common() -> None:
    # Nearest of 0: 1, 2. Of 1: 0, 2. Of 2: 0, 1. Of 3: 0, 1. With themselves, 0, 1 and 2 have {0, 1, 2} all
    # three: 3 of 3. 3 has {0, 1, 3}: with 0 it shares {0, 1} of {0, 1, 2, 3}, 2 of 4. 2 and 3 are not linked.
    graph = shared_neighbour_graph(np.array([[1, 2], [0, 2], [0, 1], [0, 1]], np.int32)).toarray()
    assert graph.tolist() == [[0, 1, 1, 0.5], [1, 0, 1, 0.5], [1, 1, 0, 0], [0.5, 0.5, 0, 0]]


def test_two_groups_with_one_weak_link_are_two_communities_whatever_the_seed() -> None:
    near = [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], [5, 6, 7], [4, 6, 7], [4, 5, 7], [4, 5, 6]]
    graph = shared_neighbour_graph(np.array(near, np.int32))
    for seed in range(5):
        label = communities(graph, 1, seed=seed)
        assert label.tolist() in ([0] * 4 + [1] * 4, [1] * 4 + [0] * 4)
    # Within each group 4 x 3 links of weight 1, none between.
    assert between(graph, label).toarray().tolist() == [[12, 0], [0, 12]]


def test_planted_themes_are_found_whatever_their_sizes() -> None:
    vectors, which = clouds([120, 60, 40, 30, 30])
    found = group(graph_of(vectors), vectors, max_themes=5)
    assert adjusted_rand_score(which, found.label) > 0.99
    assert found.n_themes == 5


def test_fine_themes_lie_within_planted_ones_and_wider_themes_hold_whole_themes() -> None:
    vectors, which = clouds([300, 300, 300], seed=3)
    found = group(graph_of(vectors), vectors, max_themes=None)
    assert all(len(set(which[found.label == theme])) == 1 for theme in range(found.n_themes))
    assert len(found.parent) == found.n_themes
    assert set(found.parent.tolist()) == set(range(found.parent.max() + 1))


def test_no_more_themes_than_asked_for_and_the_nearest_are_joined() -> None:
    vectors, which = clouds([50] * 6, seed=4)
    for at_most in (1, 2, 5, 6, 70):
        found = group(graph_of(vectors), vectors, max_themes=at_most)
        assert found.n_themes <= at_most
        assert set(found.label.tolist()) == set(range(found.n_themes))
    assert adjusted_rand_score(which, group(graph_of(vectors), vectors, max_themes=6).label) > 0.99


def test_themes_too_small_join_another() -> None:
    vectors, _ = clouds([200, 200, 3], seed=5)
    found = group(graph_of(vectors), vectors, max_themes=None)
    assert np.bincount(found.label).min() >= smallest_theme(403) == 5


def test_pieces_of_one_letter_are_one_theme_even_without_a_limit() -> None:
    # Two directions whose rows differ by next to nothing: cut in three pieces each, and joined again.
    vectors, which = clouds([90, 90], spread=0.02, seed=6)
    pieces = which * 3 + np.arange(180) % 3
    assert np.array_equal(grouping._join_alike(pieces, graph_of(vectors), vectors), which)
    assert group(graph_of(vectors), vectors, max_themes=None).n_themes == 2


def test_very_many_tiny_groups_are_grouped_again_before_all_pairs_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grouping, "MOST_GROUPS", 12)
    vectors, which = clouds([100, 100, 100], seed=7)
    tiny = np.arange(300) // 5
    found = grouping._few_enough(tiny, vectors, seed=0)
    assert found.max() < 12
    assert all(len(set(which[found == each])) == 1 for each in range(found.max() + 1))


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_very_few_texts_are_one_theme(n: int) -> None:
    vectors = np.eye(4, dtype=np.float32)[:n]
    found = group(graph_of(vectors), vectors, max_themes=None)
    assert found.label.tolist() == [0] * n
    assert found.n_themes == min(n, 1)


def test_rows_that_are_all_alike_are_one_theme() -> None:
    vectors = centre_rows(np.full((40, 384), 1 / np.sqrt(384), np.float32))
    found = group(graph_of(vectors), vectors, max_themes=None)
    assert found.label.tolist() == [0] * 40


def test_rows_half_of_which_are_alike_are_two_themes() -> None:
    rows = np.repeat(np.eye(2, 8, dtype=np.float32), 60, axis=0)
    vectors = centre_rows(rows)
    found = group(graph_of(vectors), vectors, max_themes=None)
    assert found.label.tolist() in ([0] * 60 + [1] * 60, [1] * 60 + [0] * 60)


@settings(max_examples=8)
@given(st.integers(4, 60), st.integers(0, 5), st.integers(1, 4))
def test_every_row_is_in_a_theme_with_a_wider_theme(n: int, seed: int, at_most: int) -> None:
    vectors, _ = clouds([n // 2, n - n // 2], spread=2.0, seed=seed)
    found = group(graph_of(vectors), vectors, max_themes=at_most, seed=seed)
    assert set(found.label.tolist()) == set(range(found.n_themes))
    assert found.n_themes <= at_most
    again = group(graph_of(vectors), vectors, max_themes=at_most, seed=seed)
    assert np.array_equal(found.label, again.label)


def test_centred_rows_have_length_one_and_equal_rows_become_nothing() -> None:
    rows = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]], np.float32)
    assert np.allclose(centre_rows(rows + 5), rows)
    assert np.allclose(centre_rows(np.full((3, 2), 0.5, np.float32)), 0)
