import numpy as np
import pytest

from folkmoot.analysis.themes import neighbours
from folkmoot.analysis.themes.neighbours import best_columns, nearest


def unit(n: int, width: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((n, width)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def by_sorting(vectors: np.ndarray, k: int) -> list[set[int]]:
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -9)
    return [set(row) for row in np.argsort(-likeness, axis=1)[:, :k].tolist()]


def test_the_nearest_are_those_a_full_sort_finds() -> None:
    vectors = unit(1_300, 8, seed=1)  # three blocks
    places, likeness = nearest(vectors, 7)
    assert [set(row) for row in places.tolist()] == by_sorting(vectors, 7)
    assert np.allclose(likeness, (vectors[:, None] * vectors[places]).sum(axis=2), atol=1e-6)


def test_cells_find_nearly_all_of_the_nearest_and_never_the_text_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Twenty clouds of 150 rows, as texts lie, in cells of about 50.
    monkeypatch.setattr(neighbours, "EXACT_UP_TO", 1_000)
    monkeypatch.setattr(neighbours, "CELL", 50)
    clouds = np.repeat(unit(20, 16, seed=2), 150, axis=0) + 0.3 * unit(3_000, 16, seed=3)
    vectors = (clouds / np.linalg.norm(clouds, axis=1, keepdims=True)).astype(np.float32)
    places, _ = nearest(vectors, 10, seed=4)
    found = [len(set(row) & true) for row, true in zip(places.tolist(), by_sorting(vectors, 10), strict=True)]
    assert np.mean(found) > 9.3
    assert all(place not in row and len(set(row)) == 10 for place, row in enumerate(places.tolist()))
    assert np.array_equal(places, nearest(vectors, 10, seed=4)[0])


def test_cells_that_hold_too_few_look_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "EXACT_UP_TO", 10)
    monkeypatch.setattr(neighbours, "CELL", 2)
    places, _ = nearest(unit(60, 4, seed=5), 40)
    assert all(len(set(row)) == 40 and place not in row for place, row in enumerate(places.tolist()))


def test_equal_rows_are_each_others_nearest() -> None:
    places, likeness = nearest(np.repeat(np.eye(3, dtype=np.float32), 4, axis=0), 3)
    assert [sorted(row) for row in places[:4].tolist()] == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]]
    assert likeness.min() == 1


def test_the_bar_over_one_column_in_eight_loses_none_of_the_best() -> None:
    likeness = np.random.default_rng(6).random((40, 900)).astype(np.float32)
    places, values = best_columns(likeness, 5)
    sorted_out = np.argsort(-likeness)[:, :5]
    assert [set(row) for row in places.tolist()] == [set(row) for row in sorted_out.tolist()]
    assert np.array_equal(np.sort(values), np.sort(likeness)[:, -5:])


@pytest.mark.parametrize("k", [0, 3])
def test_more_neighbours_than_there_are_other_texts_are_refused(k: int) -> None:
    with pytest.raises(ValueError, match="3 texts have at most 2 neighbours each"):
        nearest(unit(3, 4, seed=7), k)
