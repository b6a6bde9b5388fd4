// Ends a transaction.
//
// Parameters
//   id: string — the transaction's id on the server
// Columns
//   message: string — what the server says of it
TERMINATE TRANSACTIONS $id YIELD message RETURN message
