"""Regions of interest and distances in the window: drawing them, their tools, their list."""
