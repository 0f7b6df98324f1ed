"""What is said of an image beside the numbers and figures that are taken away from it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from speckle_viewer.viewer.beside import is_beside
from speckle_viewer.viewer.panes import PaneScene, main_region
from speckle_viewer.viewer.scene import Scene
from speckle_viewer.viewer.steering import method_of

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown


def facts_of(scene: Scene, pane: PaneScene) -> dict[str, str]:
    """Method, settings and frame of what a pane shows, in this order.

    Never the file's name, nor anything else that may name a patient.
    """
    title = nameless_title(scene, pane)
    facts = {"Method": title} if pane.result is not None else {"Image": title}
    if pane.settings:
        facts["Settings"] = ", ".join(pane.settings)
    if pane.frame is not None:
        second = scene.beside is not None and is_beside(pane.id)
        wants = scene.beside.wants if second and scene.beside is not None else scene.wants
        facts["Frame"] = f"{pane.frame + 1} of {wants.frame_count}"
    return facts


def nameless_title(
    scene: Scene, pane: PaneScene, called: tuple[str, str] = ("first cine", "second cine")
) -> str:
    """The title of a pane, where two cines are shown with what its cine is ``called``.

    Those stand for the names of files, of which none is left.
    """
    sides = zip((scene.panes, scene.panes_beside), called, strict=True)
    title = f"{pane.title} ({pane.where})" if pane.where else pane.title
    for panes, name in sides:
        if panes and panes[0].where:
            title = title.replace(f"({panes[0].where})", f"({name})")
    return title


def with_settings(shown: "Shown", scene: Scene | None) -> "Shown":
    """What is shown, with the settings of the explained pane among its facts."""
    pane = None if scene is None else scene.pane(scene.wants.explained)
    if pane is None or not pane.settings or "Settings" in shown.facts:
        return shown
    if shown.facts.get("Method", pane.title) != pane.title:  # it is of another method
        return shown
    return replace(shown, facts={**shown.facts, "Settings": ", ".join(pane.settings)})


def mm_per_px_of(scene: Scene) -> tuple[float, float] | None:
    """(down, across) of the cine's main region, where it is calibrated."""
    region = None if scene.cine is None else main_region(scene.cine)
    return None if region is None else region.mm_per_px


def shown_kernel_of(scene: Scene, zoom: int = 0) -> "Shown | None":
    """The kernel of the inspector, or the net bias map, as what is shown; None where there is none.

    ``zoom`` is that of its maps, as for `speckle_viewer.central.central`.
    """
    kernel, pane = scene.inspection.kernel, scene.pane(scene.wants.inspected_pane)
    if pane is not None and scene.wants.derivative == "bias":
        bias = _shown_bias(scene, pane)
        if bias is not None:
            return bias
    if kernel is None or pane is None:
        return None
    from speckle_viewer.evidence.taking import shown_kernel  # torch is there by now

    facts = facts_of(scene, pane)
    kind = "as the method predicted it"
    if pane.id != method_of(pane.id):
        kind = "predicted, then steered"
    if scene.inspection.kind == "equivalent":
        kind = f"equivalent, a {scene.wants.derivative} of the Jacobian{_how(scene)}"
    return shown_kernel(
        kernel,
        facts | {"Kernel": kind},
        offsets=scene.inspection.offsets,
        mm_per_px=mm_per_px_of(scene),
        zoom=zoom,
    )


def _shown_bias(scene: Scene, pane: PaneScene) -> "Shown | None":
    """The net bias of the frame as what is shown, where the inspector has it."""
    inspection = scene.inspection
    found = inspection.equivalent
    if inspection.kind != "equivalent" or inspection.pending or found is None or found.bias is None:
        return None
    from speckle_viewer.evidence.shown import Picture, Shown  # torch is there by now

    how = f"what the Jacobian leaves{_how(scene)}"
    picture = Picture(
        "Net bias",
        inspection.scale.span * found.bias,
        unit=inspection.scale.unit,
        colours="diverging",
        mm_per_px=mm_per_px_of(scene),
    )
    return Shown("Net bias", facts_of(scene, pane) | {"Net bias": how}, (picture,))


def _how(scene: Scene) -> str:
    """What one should know of how the inspector's derivative was worked out."""
    found = scene.inspection.equivalent
    if found is None:
        return ""
    how = ", by differences of one grey level" if found.by_differences else ""
    return how if found.exact else f"{how}, looking {found.reach} px around"
