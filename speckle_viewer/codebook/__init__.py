"""Codebooks: a few kernels that stand for those of a network, and a rule that chooses among them.

For a notebook::

    from speckle_viewer.codebook import Settings, frames_of, learn, save
    learnt = learn(load_method("kpn"), frames_of(open_cine("echo.dcm")), Settings(entries=32))
    save(learnt, Path("echo-codebook.safetensors"))

What is learnt is a `speckle_viewer.networks.codebook.Codebook` with a card: a
method like any other.
"""

from speckle_viewer.codebook.learning import Learnt, Settings, learn, save
from speckle_viewer.codebook.pictures import Picture, frames_of, pictures_in

__all__ = ["Learnt", "Picture", "Settings", "frames_of", "learn", "pictures_in", "save"]
