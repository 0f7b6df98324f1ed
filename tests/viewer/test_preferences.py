"""Preferences are read back as they were, and nonsense becomes the default."""

from dataclasses import fields, replace

import pytest

from speckle_viewer.viewer.preferences import DEFAULTS, LIMITS, Preferences, read_preferences

CHOSEN = Preferences(
    theme="light",
    language="fr",
    device="cuda:1",
    precision="exact",
    decoded_mib=128,
    denoised_mib=256,
    evidence_mib=2048,
    assumed_rate=12.5,
    show_personal=True,
    name_files=False,
    autosave_s=60,
)


def test_what_is_stored_as_text_is_read_back() -> None:
    assert all(getattr(CHOSEN, f.name) != getattr(DEFAULTS, f.name) for f in fields(Preferences))
    texts = {f.name: str(getattr(CHOSEN, f.name)).lower() for f in fields(Preferences)}
    assert read_preferences(texts) == CHOSEN


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("precision", "half"),
        ("decoded_mib", "many"),
        ("decoded_mib", "-1"),
        ("denoised_mib", "1e99"),
        ("assumed_rate", "nan"),
        ("assumed_rate", "0"),
        ("autosave_s", "inf"),
        ("show_personal", "perhaps"),
    ],
)
def test_what_makes_no_sense_is_the_default_and_the_rest_stays(name: str, value: str) -> None:
    stored = {f.name: str(getattr(CHOSEN, f.name)) for f in fields(Preferences)} | {name: value}
    read = read_preferences(stored)
    assert read == replace(CHOSEN, **{name: getattr(DEFAULTS, name)})


def test_the_defaults_are_within_their_limits() -> None:
    for name, (low, high) in LIMITS.items():
        assert low <= getattr(DEFAULTS, name) <= high
