"""Classical despecklers, as functions of an image.

The module of each is named like its method and holds a function of that name, from the brightness
(H, W), float32 in [0, 1], to an image or, where the filter weighs neighbours, to a `KernelField`;
and ``reach``, the pixels around that the answer depends on. Settings are numbers in pixels, grey
levels of 255 or decibels; those that count something are rounded. ``check`` is called between
steps of the work, and raises to stop it.
"""
