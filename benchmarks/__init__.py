"""Ratios measured in one run on one server; run one with `python -m benchmarks.load`."""
