"""The evidence bundle: what the window shows, as a zip that can be read, checked and reopened."""

from speckle_viewer.bundle.collect import Bundle, Recording, bundle_of
from speckle_viewer.bundle.write import write_bundle

__all__ = ["Bundle", "Recording", "bundle_of", "write_bundle"]
