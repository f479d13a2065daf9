"""What it costs to outsource customer support, and where that number comes from."""

__version__ = "0.1.0"
