// The procedures of the server.
//
// Columns
//   name: string — the name
//   signature: string — its arguments and its columns
//   description: string — what it does
//   yields: list<map> — its columns
SHOW PROCEDURES YIELD name, signature, description, returnDescription
RETURN name, signature, description, returnDescription AS yields
