"""Other words for what the window calls by one name, so that the command palette finds it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from speckle_viewer.gui.commands import KEYWORDS
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


def give_keywords(window: "Window") -> None:
    """Have the actions of a window, those of its docks too, know what else they are called."""
    for action, words in (*_of_actions(window), *_of_docks(window)):
        action.setProperty(KEYWORDS, words)


def _of_actions(window: "Window") -> list[tuple[QAction, str]]:
    a = window.actions_
    region, numbers = tr("ROI region of interest draw"), tr("csv excel clipboard npz values")
    tools = [(action, region) for tool, action in a.regions.tools.items() if tool != "distance"]
    return [
        *tools,
        (a.regions.tools["distance"], tr("ruler caliper length mm measure")),
        (a.regions.track, tr("ROI follow motion tissue")),
        (a.open_file, tr("import load dicom video mp4 avi png")),
        (a.open_sample, tr("example demo simulated")),
        (a.save_session, tr("workspace project")),
        (a.open_session, tr("workspace project load")),
        (a.save_bundle, tr("report zip archive html")),
        (a.export, tr("save video mp4 dicom png gif npy screenshot anonymise de-identify montage")),
        (a.use_reference, tr("ground truth clean PSNR SSIM error")),
        (a.compare, tr("side by side difference ratio swipe blend flicker")),
        (a.two_cines, tr("side by side split beside second before after")),
        (a.magnify, tr("loupe zoom lens enlarge")),
        (a.reset_levels, tr("window width centre brightness contrast")),
        (a.fit, tr("zoom whole reset")),
        (a.one_to_one, tr("zoom 100 % actual size")),
        (a.images_only, tr("full screen hide panels")),
        (a.light, tr("dark mode bright colours")),
        (a.auto, tr("bfloat16 speed precision")),
        (a.exact, tr("float32 precision accuracy")),
        (a.show_card, tr("settings parameters sliders about")),
        (a.steer, tr("edit alter kernels weights")),
        (a.import_weights, tr("checkpoint pretrained pth download")),
        (a.add_model, tr("onnx torchscript plugin network")),
        (a.train, tr("learn network fit")),
        (a.copy_numbers, numbers),
        (a.save_numbers, numbers),
        (a.save_figure, tr("screenshot picture svg png paper")),
        (a.keyboard.keys, tr("shortcuts hotkeys mouse help")),
        (a.keyboard.hints, tr("tutorial tour help introduction")),
        (a.keyboard.palette, tr("search find command")),
        (
            a.keyboard.preferences,
            tr("settings options language French German English theme device GPU memory privacy"),
        ),
    ]


def _of_docks(window: "Window") -> list[tuple[QAction, str]]:
    words = {
        "noise": tr("sigma level estimate"),
        "filters": tr("convolution weights layers"),
        "wavelets": tr("sub-band subband Haar Daubechies threshold shrinkage histogram"),
        "jacobian": tr("gradient sensitivity receptive field"),
        "same-pixel": tr("compare kernels methods"),
        "maps": tr("direction orientation width anisotropy histogram"),
        "statistics": tr("PCA ICA SVD clusters histogram distribution"),
        "time": tr("temporal frames burst"),
        "codebook": tr("dictionary entries clusters"),
        "removed": tr("residual noise difference histogram autocorrelation speckle"),
        "m-mode": tr("motion line time"),
        "profile": tr("line edge sharpness width plot"),
        "measurements": tr(
            "csv table ROI region statistics speckle SNR CNR ENL contrast dynamic range histogram"
        ),
    }
    docks = [
        (dock.toggleViewAction(), words.get(name, ""))
        for name, dock in window.explain.docks.items()
    ]
    return [
        *docks,
        (window.docks.lists.toggleViewAction(), tr("panel side bar left list denoise")),
        (window.docks.inspector.toggleViewAction(), tr("panel side bar right kernel header")),
    ]
