// Whether an actor is of the kind and of the country asked for.
//
// Arguments
//   n — the actor
// Parameters
//   kind: string — only this kind; null for any
//   country: string — only this country; null for any
(($kind IS NULL OR @n.kind = $kind) AND ($country IS NULL OR $country IN @n.countries))
