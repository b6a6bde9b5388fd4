"""The names of our fields, in files that have them as columns and in manifests that map columns to them."""

RECORD_COLUMNS = frozenset({"key", "name", "kind", "names", "countries", "identifiers", "description", "url"})
STATEMENT_COLUMNS = frozenset(
    {"key", "subject", "type", "object", "said_by", "evidence", "url", "locator", "valid", "valid_from", "valid_to"}
    | {"stance", "confidence", "inferred"}
)
NEEDED_RECORD = frozenset({"key", "name", "kind"})
NEEDED_STATEMENT = frozenset({"subject", "type", "object", "evidence"})
LISTS = frozenset({"names", "countries", "identifiers"})
"""The fields that hold several texts."""
DATES = frozenset({"valid_from", "valid_to"})
"""The fields that hold a date, or several that agree."""
ENDS = frozenset({"subject", "object"})
