// What a statement says, as a map.
//
// Arguments
//   r — the statement
@r {.said_by, .evidence, .url, .locator, .valid_from, .valid_to, .confidence, .stance, .goods, .quantity, .programme,
  .status, .obligation, .share, .direct}
