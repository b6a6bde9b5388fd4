"""Parameters as they are written in a notebook: values of pandas, NumPy, Polars and pyarrow as plain ones."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from typing import Any

LISTS = {"pandas": "tolist", "numpy": "tolist", "polars": "to_list", "pyarrow": "to_pylist"}
"""How a column of each library becomes a list."""


def plain_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as they are written in a notebook: `from_` is `from`, a Series is a list, a Timestamp a datetime."""
    return {parameter_name(name): native_value(value) for name, value in parameters.items()}


def parameter_name(name: str) -> str:
    """A parameter's name: one that is a keyword of Python's is written with an underscore behind it."""
    bare = name.removesuffix("_")
    return bare if keyword.iskeyword(bare) else name


def native_value(value: Any) -> Any:
    """A value, and those within it, as Python's own; what is missing is None."""
    if isinstance(value, Mapping):
        return {key: native_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [native_value(item) for item in value]
    if isinstance(value, str):
        return str(value)
    library = type(value).__module__.partition(".")[0]
    if library not in LISTS:
        return value
    if type(value).__name__ == "DataFrame":
        return [native_value(row) for row in (value.to_dict("records") if library == "pandas" else value.to_dicts())]
    if hasattr(value, "__len__") and hasattr(value, LISTS[library]):
        return [None if item != item else native_value(item) for item in getattr(value, LISTS[library])()]
    return plain_scalar(value)


def plain_scalar(value: Any) -> Any:
    """A single value of one of these libraries."""
    if hasattr(value, "as_py"):
        return value.as_py()
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    for convert in ("to_pydatetime", "to_pytimedelta"):
        if hasattr(value, convert):
            return getattr(value, convert)()
    if type(value).__name__ == "datetime64":
        return value.astype("datetime64[us]" if value.dtype != "datetime64[D]" else value.dtype).item()
    return value.item() if hasattr(value, "item") else value
