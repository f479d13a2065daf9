"""What it costs to outsource customer support, and where that number comes from.

`from estimate import load, estimate, compare` is the Python interface; it is imported when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from estimate.api import Comparison, Estimate, InvalidInput, Scenario, compare, estimate, load

__version__ = "0.1.0"
__all__ = ["Comparison", "Estimate", "InvalidInput", "Scenario", "compare", "estimate", "load"]


def __getattr__(name: str) -> Any:
    """The interface, on first use: the command line starts without it."""
    if name in __all__:
        from estimate import api

        return getattr(api, name)
    raise AttributeError(f"module 'estimate' has no attribute {name!r}")
