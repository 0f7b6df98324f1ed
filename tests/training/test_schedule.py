"""Learning rates over a run."""

import pytest

from speckle_viewer.training.schedule import rate_share
from tests.training.tiny import tiny


def test_the_cosine_warms_up_and_ends_at_zero() -> None:
    rates = [rate_share(tiny(), 0, i / 100) for i in range(101)]
    assert rates[0] == 0
    assert max(rates) == pytest.approx(1)
    assert rates[-1] == pytest.approx(0, abs=1e-12)
    assert rates[5:] == sorted(rates[5:], reverse=True)


def test_the_studys_falls_by_a_twentieth_per_epoch_after_ten() -> None:
    recipe = tiny(schedule="study", hold=10, decay=0.95, epoch=100)
    assert rate_share(recipe, 999, 0.1) == 1
    assert rate_share(recipe, 1000, 0.1) == pytest.approx(0.95)
    assert rate_share(recipe, 1299, 0.1) == pytest.approx(0.95**3)


def test_steps_fall_at_once_every_so_many_epochs() -> None:
    recipe = tiny(schedule="step", hold=2, decay=0.1, epoch=50)
    shares = [rate_share(recipe, step, 0.5) for step in (0, 99, 100, 199, 200)]
    assert shares == pytest.approx([1, 1, 0.1, 0.1, 0.01])
