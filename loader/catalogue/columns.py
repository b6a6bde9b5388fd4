"""The names of our fields, in files that have them as columns and in manifests that map columns to them."""

from cypher.schema import FIELDS

RECORD_COLUMNS = frozenset(
    {"key", "name", "kind", "names", "weak_names", "countries", "identifiers", "description", "url", "birth_years"}
)
VALID = "valid"
"""A column for both ends of the time in which a statement held."""
STATEMENT_COLUMNS = frozenset(name for name, about in FIELDS.items() if about.column) | {VALID}
NEEDED_RECORD = frozenset({"key", "name", "kind"})
NEEDED_STATEMENT = frozenset(name for name, about in FIELDS.items() if about.column == "needed")
LISTS = frozenset({"names", "weak_names", "countries", "identifiers", "birth_years"})
"""The fields that hold several texts."""
DATES = frozenset(name for name, about in FIELDS.items() if about.type == "date")
"""The fields that hold a date, or several that agree."""
ENDS = frozenset({"subject", "object"})
