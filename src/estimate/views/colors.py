"""Colors by what they mean: each has a contrast of 4 to 1 or more on white and on black alike. Nothing depends on them."""

WARNING = "color(130)"
"""A brown, #af5f00: 4.7 to 1 on white, 4.5 on black. Yellow cannot be read on white."""
DEARER = "color(161)"
"""A red, #d7005f: 5.2 and 4.0."""
CHEAPER = "color(29)"
"""A green, #00875f: 4.5 and 4.6."""
BAR = "color(31)"
"""A blue, #0087af: 4.1 and 5.1."""
FAINT = "color(243)"
"""A gray, #767676: 4.5 and 4.6. Terminals draw dim text in whatever they like."""
READABLE = {
    "yellow": WARNING,
    "red": DEARER,
    "green": CHEAPER,
    "bold green": f"bold {CHEAPER}",
    "cyan": BAR,
    "dim": FAINT,
}
"""What the plain names of colors mean on our console, whatever the terminal makes of them."""
