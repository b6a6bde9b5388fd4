// The functions of the server.
//
// Columns
//   name: string — the name
//   signature: string — its arguments and its result
//   description: string — what it does
SHOW FUNCTIONS YIELD name, signature, description RETURN name, signature, description
