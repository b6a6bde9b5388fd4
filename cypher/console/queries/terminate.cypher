// Ends a transaction.
//
// access: write
// Parameters
//   id: string — the transaction's id on the server
TERMINATE TRANSACTIONS $id
