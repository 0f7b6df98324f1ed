"""The table of the hybrid method learns what its rows say, from the method that they name."""

import shlex

import pytest

from speckle_viewer import cli_codebook
from speckle_viewer.evaluation.study import hybrid
from speckle_viewer.evaluation.study.definition import Row, definition
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.codebook import Codebook
from tests.denoising.fakes import kpn_method


def test_a_row_is_a_codebook_of_the_method(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hybrid, "PICTURES", 2)
    monkeypatch.setattr(hybrid, "SAMPLES", 300)
    teacher = kpn_method()
    samples = hybrid.samples_of(teacher, Row("3").size)
    for rule, kind in (("tree", "tree"), ("linear", "linear"), ("correlation", "correlation")):
        made = hybrid.codebook(
            Row("3", kernels=3, of="kpn", rule=rule, mean=True), samples, teacher
        )
        assert isinstance(made, NetworkMethod)
        (network,) = made._networks.values()
        assert isinstance(network, Codebook)
        assert network.rule == kind
        assert len(network.entries) == 3


def test_simulated_pictures_are_those_of_no_test_set_and_the_same_each_time() -> None:
    one, other = hybrid.simulated_pictures(2), hybrid.simulated_pictures(1)
    assert (one[0].brightness == other[0].brightness).all()
    assert (one[0].brightness != one[1].brightness).any()
    assert (one[0].brightness[one[0].tissue] > 0).all()


def test_every_row_can_be_learnt_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    import argparse

    rows = [row for row in definition("hybrid").rows if row.kernels]
    assert [row.kernels for row in rows[:7]] == [1, 3, 5, 10, 30, 50, 100]
    for row in rows:
        words = shlex.split(hybrid.learning_of(row, "kpn").removeprefix("speckle-viewer codebook "))
        parser = argparse.ArgumentParser()
        cli_codebook._add_options(parser)
        options = parser.parse_args(words[1:])
        assert (options.entries, options.rule, options.mean) == (row.kernels, row.rule, row.mean)
