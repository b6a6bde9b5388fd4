// What a record says, as a map.
//
// Arguments
//   r — the record
@r {.name, .names, .weak_names, .kind, .countries, .description, .url}
