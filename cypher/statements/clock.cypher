// The server's clock.
//
// Columns
//   now: datetime — its time
RETURN datetime() AS now
