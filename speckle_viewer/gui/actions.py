"""Everything that the user can do, once each: text, shortcut, tooltip, icon."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from speckle_viewer.gui.commands import NEEDS
from speckle_viewer.gui.explain.taking import COPY_KEY
from speckle_viewer.gui.held_key import HeldKey
from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.keyboard_actions import KeyboardActions
from speckle_viewer.gui.rois.tools import RoiActions
from speckle_viewer.gui.rois.tracking import Tracking
from speckle_viewer.gui.texts import step_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import ViewerState


class Actions(QObject):
    """The actions of a window; those that need the window itself are connected by it."""

    def __init__(self, state: ViewerState, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._make_file_actions()
        self._make_edit_actions(state)
        self._make_playback_actions(state)
        self._make_view_actions(state)
        self._make_compare_actions(state, parent)
        self._make_magnifier_actions(state, parent)
        self._make_method_actions(state)
        self._make_taking_actions()
        self.regions = RoiActions(self._make, state, Tracking(state, self))
        self.keyboard = KeyboardActions(self._make)
        self._say_needs()

    def _make(
        self,
        text: str,
        tip: str,
        shortcut: str = "",
        *,
        icon: str = "",
        does: Callable[..., object] | None = None,
        checkable: bool = False,
    ) -> QAction:
        action = QAction(text, self, checkable=checkable)
        action.setIconText(text)  # it stays as the action is named anew: "Undo", "Play"
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            tip = f"{tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(tip)
        action.setStatusTip(tip)
        if icon:
            set_icon(action, icon)
        if does is not None:
            (action.toggled if checkable else action.triggered).connect(_called(does, checkable))
        return action

    def _make_file_actions(self) -> None:
        make = self._make
        self.open_file = make(
            tr("Open files …"), tr("Open cines and stills"), "Ctrl+O", icon="open"
        )
        self.open_folder = make(
            tr("Open folder …"), tr("Open all that a folder holds"), "Ctrl+Shift+O", icon="folder"
        )
        self.open_sample = make(tr("Open sample"), tr("Open the simulated sample cine"), "Ctrl+D")
        self.save_session = make(
            tr("Save session …"),
            tr("Save what is open and how it is shown, to come back to it"),
            "Ctrl+S",
        )
        self.open_session = make(
            tr("Open session …"),
            tr("Open a saved session in place of what is open"),
            "Ctrl+Shift+S",
        )
        self.save_bundle = make(
            tr("Save evidence bundle …"),
            tr("A zip with a report, the images, kernels and tables shown, and the session"),
        )
        self.restore_session = make(
            tr("Restore session"), tr("Bring back what was open when the program crashed")
        )
        self.restore_session.setEnabled(False)
        self.export = make(
            tr("Export …"),
            tr("Write what is shown as DICOM, video, pictures or an array"),
            "Ctrl+E",
        )
        self.use_reference = make(
            tr("Use a file as reference …"),
            tr("Compare each frame with that of another file, its truth say: PSNR and SSIM"),
        )
        self.no_reference = make(
            tr("No reference"), tr("Compare this cine with nothing any longer")
        )
        self.close_cine = make(tr("Close cine"), tr("Take the shown cine off the list"), "Ctrl+W")
        self.quit = make(tr("Quit"), tr("Close the window"), "Ctrl+Q")

    def _make_edit_actions(self, state: ViewerState) -> None:
        drawn = tr("regions, distances, pins, levels, steering and what was painted")
        tip = tr("Take back the last change of {}").format(drawn)
        self.undo = self._make(tr("Undo"), tip, "Ctrl+Z")
        self.undo.triggered.connect(state.history.undo)
        self.redo = self._make(tr("Redo"), tr("Do again what was undone"), "Ctrl+Shift+Z")
        self.redo.triggered.connect(state.history.redo)

    def _make_playback_actions(self, state: ViewerState) -> None:
        make = self._make
        self.first = make(tr("First frame"), tr("Go to the first frame"), "Home", icon="first")
        self.first.triggered.connect(lambda: state.go_to(state.wants.playback_range[0]))
        self.back = make(tr("Step back"), tr("Go one frame back"), "Left", icon="step-back")
        self.back.triggered.connect(lambda: state.step(-1))
        self.play = make(
            tr("Play"), tr("Play or pause"), "Space", icon="play", does=state.toggle_play
        )
        self.forward = make(
            tr("Step forward"), tr("Go one frame forward"), "Right", icon="step-forward"
        )
        self.forward.triggered.connect(lambda: state.step(1))
        self.last = make(tr("Last frame"), tr("Go to the last frame"), "End", icon="last")
        self.last.triggered.connect(lambda: state.go_to(state.wants.playback_range[1]))
        self.loop = make(tr("Loop"), tr("Begin again at the end"), "L", icon="loop", checkable=True)
        self.loop.toggled.connect(lambda on: state.set_playback(loop=on))
        self.ping_pong = make(
            tr("Ping-pong"),
            tr("Play forwards and backwards in turn"),
            "P",
            icon="ping-pong",
            checkable=True,
        )
        self.ping_pong.toggled.connect(lambda on: state.set_playback(ping_pong=on))
        self.range_start = make(tr("Start of range here"), tr("Play from this frame"), "I")
        self.range_start.triggered.connect(state.start_range_here)
        self.range_end = make(tr("End of range here"), tr("Play up to this frame"), "O")
        self.range_end.triggered.connect(state.end_range_here)
        self.range_clear = make(tr("Whole cine"), tr("Play the whole cine again"), "Shift+I")
        self.range_clear.triggered.connect(state.clear_range)

    def _make_view_actions(self, state: ViewerState) -> None:
        make = self._make
        self.fit = make(tr("Fit"), tr("Show the images whole"), "F", icon="fit")
        self.one_to_one = make("1 : 1", tr("One image pixel on one pixel"), "1", icon="one-to-one")
        self.reset_levels = make(
            tr("Reset levels"), tr("Show black and white as they are stored"), "R"
        )
        self.reset_levels.triggered.connect(state.linked.reset_levels)
        # The images take Tab themselves: elsewhere it goes on to the next control.
        self.images_only = make(
            tr("Images only"),
            tr("Hide everything but the images (Tab while in an image)"),
            checkable=True,
        )
        self.light = make(tr("Light theme"), tr("Light instead of dark colours"), checkable=True)
        for name, text, tip in (
            ("view", tr("Link zoom"), tr("Zoom and move all images together")),
            ("cursor", tr("Link cursor"), tr("Show the cursor in all images")),
            ("levels", tr("Link levels"), tr("The same levels in all images")),
        ):
            icon = {"view": "link-zoom"}.get(name, f"link-{name}")
            key = {"view": "Ctrl+1", "cursor": "Ctrl+2", "levels": "Ctrl+3"}[name]
            action = make(text, tip, key, icon=icon, checkable=True)
            action.toggled.connect(lambda on, name=name: state.linked.link(**{name: on}))
            setattr(self, f"link_{name}", action)

    link_view: QAction
    link_cursor: QAction
    link_levels: QAction

    def _make_compare_actions(self, state: ViewerState, window: QObject) -> None:
        make = self._make
        self.compare = make(
            tr("Compare"),
            tr("Set two images against each other in a further pane"),
            "C",
            checkable=True,
        )
        self.compare.toggled.connect(lambda on: state.compare(shown=on))
        self.other_image = make(
            tr("Other image"),
            tr("Change between the two images of a flicker; while held, if held"),
            "X",
        )
        self.other_image.triggered.connect(lambda: _flip(state))
        self.flicker = HeldKey(self.other_image, Qt.Key.Key_X, lambda: _flip(state), window)
        self.two_cines = make(
            tr("Two cines"),
            tr("Show another cine of the list beside this one"),
            "2",
            icon="beside",
            checkable=True,
        )
        self.two_cines.toggled.connect(state.two_cines.switch)
        self.swap_cines = make(
            tr("Swap the two cines"),
            tr("Make the second cine the first: that sets the pace"),
            icon="swap",
            does=state.two_cines.swap,
        )

    def _make_magnifier_actions(self, state: ViewerState, window: QObject) -> None:
        self.magnify = self._make(
            tr("Magnifier"),
            tr("Show the spot under the mouse magnified, in all images; while held, if held"),
            "Z",
            checkable=True,
        )
        self.magnify.toggled.connect(lambda on: state.magnifier.set(shown=on))
        self.magnifier_key = HeldKey(self.magnify, Qt.Key.Key_Z, self.magnify.toggle, window)
        self.magnify_more = self._make(
            tr("Magnify 4, 8 or 16 times"), tr("Change how much the magnifier magnifies"), "Shift+Z"
        )
        self.magnify_more.triggered.connect(state.magnifier.next_factor)

    def _make_method_actions(self, state: ViewerState) -> None:
        group = QActionGroup(self)
        self.auto = self._make(
            tr("Fast arithmetic"), tr("As fast as possible within 1/255 of float32"), checkable=True
        )
        self.exact = self._make(tr("Exact arithmetic"), tr("Compute in float32"), checkable=True)
        group.addAction(self.auto)
        group.addAction(self.exact)
        self.exact.toggled.connect(lambda on: state.set_precision("exact" if on else "auto"))
        self.show_card = self._make(
            tr("Card and controls"),
            tr("Read the selected method's card and set its controls"),
            "Ctrl+M",
        )
        self.steer = self._make(
            tr("Steer kernels"),
            tr("Alter the kernels that a method predicts, and see the image"),
            "F12",
        )
        self.import_weights = self._make(
            tr("Import weights …"), tr("Make published weights into a method of the list")
        )
        self.add_model = self._make(
            tr("Load model from file …"),
            tr("Add a TorchScript, torch.export or ONNX file as a method"),
        )
        self.train = self._make(
            tr("Train …"), tr("Train a network in another process, and watch it"), "Ctrl+T"
        )
        self.learn_codebook = self._make(
            tr("Learn a codebook …"), tr("Make a few kernels out of those that a network predicts")
        )
        self.clear_pins = self._make(
            tr("Remove all pins"), tr("Remove the pins of this cine"), "Shift+P"
        )
        self.clear_pins.triggered.connect(state.pins.clear)

    def _make_taking_actions(self) -> None:
        self.copy_numbers = self._make(
            tr("Copy numbers"),
            tr("Copy what the explainer in front shows, or else the kernel, as numbers"),
            COPY_KEY,
        )
        self.save_numbers = self._make(
            tr("Save numbers …"),
            tr("Save what the explainer in front shows, or else the kernel, as arrays"),
        )
        self.save_figure = self._make(
            tr("Save figure …"),
            tr("Save what the explainer in front shows, or else the kernel, on white"),
        )

    def _say_needs(self) -> None:
        """What an action needs while it is disabled: the command palette says so."""
        for actions, needs in (
            (self.moves, tr("needs a cine of several frames")),
            (
                (*self._of_cine, self.fit, self.one_to_one, self.reset_levels),
                tr("needs a cine"),
            ),
            ((self.undo, self.redo), tr("nothing was changed")),
            ((self.use_reference,), tr("needs a cine")),
            ((self.no_reference,), tr("the cine has no reference")),
            ((self.clear_pins,), tr("there are no pins")),
            ((self.two_cines,), tr("needs two open cines")),
            ((self.swap_cines,), tr("needs two cines that are shown")),
            ((self.other_image,), tr("needs a comparison by flicker")),
            ((self.restore_session,), tr("the program did not crash")),
        ):
            for action in actions:
                action.setProperty(NEEDS, needs)

    def follow(self, state: ViewerState) -> None:
        """Check, enable and name the actions as the state is."""
        wants = state.wants
        playing, plays = wants.playback.playing, wants.frame_count > 1
        for action, on in {
            self.loop: wants.playback.loop,
            self.ping_pong: wants.playback.ping_pong,
            self.link_view: wants.links.view,
            self.link_cursor: wants.links.cursor,
            self.link_levels: wants.links.levels,
            self.exact: wants.precision == "exact",
            self.auto: wants.precision == "auto",
            self.compare: wants.comparison.shown,
            self.magnify: wants.magnifier.shown,
            self.two_cines: wants.beside is not None,
        }.items():
            if action.isChecked() != on:
                action.setChecked(on)
        for action in self.moves:
            action.setEnabled(plays)
        for action in (*self._of_cine, self.fit, self.one_to_one, self.reset_levels):
            action.setEnabled(wants.cine is not None)
        self.clear_pins.setEnabled(bool(wants.cine_pins))
        self.two_cines.setEnabled(len(wants.cines) > 1)
        self.swap_cines.setEnabled(wants.beside is not None)
        self.use_reference.setEnabled(wants.cine is not None)
        self.no_reference.setEnabled(wants.reference is not None)
        undo, redo = state.history.to_undo, state.history.to_redo
        self.undo.setEnabled(undo is not None)
        self.undo.setText(tr("Undo {}").format(step_of(undo)) if undo else tr("Undo"))
        self.redo.setEnabled(redo is not None)
        self.redo.setText(tr("Redo {}").format(step_of(redo)) if redo else tr("Redo"))
        self.regions.follow(state)
        flickers = wants.comparison.shown and wants.comparison.mode == "flicker"
        self.other_image.setEnabled(flickers)
        text = tr("Pause") if playing else tr("Play")
        if text != self.play.text():
            self.play.setText(text)
            set_icon(self.play, "pause" if playing else "play")
            self.play.setToolTip(f"{self.play.text()} (Space)")

    @property
    def _of_cine(self) -> tuple[QAction, ...]:
        return self.export, self.save_bundle, self.close_cine

    @property
    def moves(self) -> tuple[QAction, ...]:
        """What moves through the cine, from left to right."""
        return self.first, self.back, self.play, self.forward, self.last

    @property
    def all(self) -> list[QAction]:
        """Every action."""
        return self.findChildren(QAction)


def _flip(state: ViewerState) -> None:
    state.compare(flipped=not state.wants.comparison.flipped)


def _called(does: Callable[..., Any], checkable: bool) -> Callable[[bool], None]:
    def call(on: bool = False) -> None:
        does(on) if checkable else does()

    return call
