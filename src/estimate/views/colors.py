"""Colors by what they mean: each has a contrast of 4 to 1 or more on white and on black alike. Nothing depends on them."""

WARNING = "color(130)"
"""A brown, #af5f00: 4.7 to 1 on white, 4.5 on black. Yellow cannot be read on white."""
ASSUMED = WARNING
DEARER = "color(161)"
"""A red, #d7005f."""
CHEAPER = "color(29)"
"""A green, #00875f."""
BAR = "color(31)"
"""A blue, #0087af."""
