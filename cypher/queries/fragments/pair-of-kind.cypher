// Whether two actors are both of the kind asked for, and one of them of the country.
//
// Arguments
//   x — one actor
//   y — the other
// Parameters
//   kind: string — only this kind; null for any
//   country: string — only this country; null for any
(($kind IS NULL OR (@x.kind = $kind AND @y.kind = $kind))
  AND ($country IS NULL OR $country IN @x.countries OR $country IN @y.countries))
