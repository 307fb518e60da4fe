"""policyledger reads policy documents and writes what they commit to as one normalised ledger."""

__version__ = "0.1.0"
