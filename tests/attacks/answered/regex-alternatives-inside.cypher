// Alternatives inside a regular expression.

MATCH (a:Actor) WHERE a.name =~ '.*(bank|oil|shipping).*(company|corp).*' RETURN a.name
