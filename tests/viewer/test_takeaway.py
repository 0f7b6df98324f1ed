"""What is said beside what is taken away: how it was made, and nothing of whom."""

import numpy as np

from speckle_viewer.denoising import NoisePaint
from speckle_viewer.evidence.shown import Shown
from speckle_viewer.methods.controls import controls_of
from speckle_viewer.viewer import Facts, Wants, resolve
from speckle_viewer.viewer.takeaway import facts_of, shown_kernel_of, with_settings
from speckle_viewer.viewer.wishes import wanted_result
from tests.viewer.cines import COLUMNS, ROWS, make_card, make_cine, make_result


def test_settings_are_named_and_the_file_is_not() -> None:
    cine = make_cine()
    paint = NoisePaint(np.ones((ROWS, COLUMNS), np.float32))
    wants = Wants(
        cine=cine,
        cines=(cine,),
        methods=("cbdnet",),
        frame=1,
        controls={"cbdnet": {"noise_override": 12.5}},
        painted={(cine, "cbdnet"): paint},
    )
    card = make_card("cbdnet", "CBDNet", *controls_of("CBDNet", {}))
    request = wanted_result(wants, "cbdnet")
    assert request is not None
    facts = Facts(results={"cbdnet": make_result(request)}, cards={"cbdnet": card})
    scene = resolve(wants, facts)
    pane = scene.pane("cbdnet")
    assert pane is not None
    assert facts_of(scene, pane) == {
        "Method": "CBDNet",
        "Settings": "painted noise map, Noise level 12.5 grey levels",
        "Frame": f"2 of {len(cine)}",
    }
    assert pane.detail.endswith("painted noise map · Noise level 12.5 grey levels")
    assert cine.name not in str(facts_of(scene, pane))
    assert shown_kernel_of(scene) is None
    bare = with_settings(Shown("Width", {"Frame": "2"}), scene)
    assert dict(bare.facts) == {
        "Frame": "2",
        "Settings": "painted noise map, Noise level 12.5 grey levels",
    }
    of_another = Shown("Width", {"Method": "KPN"})
    assert with_settings(of_another, scene) is of_another
    named = Shown("Width", {"Settings": "its own"})
    assert with_settings(named, scene) is named
