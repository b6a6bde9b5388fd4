// What a record says, as a map.
//
// Arguments
//   r — the record
@r {.name, .names, .kind, .countries, .description, .url}
