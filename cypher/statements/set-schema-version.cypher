// Notes the version of the schema that was applied.
//
// access: write
// Parameters
//   version: integer — the version
MERGE (m:Meta {id: 'schema'}) SET m.version = $version
