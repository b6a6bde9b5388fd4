// Deletes a view, or brings it back; what was deleted long ago goes for good.
//
// access: write
// Parameters
//   id: string — its id
//   deleted: boolean — whether it is deleted now
MATCH (v:View {id: $id}) SET v.deleted_at = CASE WHEN $deleted THEN datetime() END
WITH v
CALL () {
  MATCH (old:View) WHERE old.deleted_at < datetime() - duration('P30D')
  DETACH DELETE old
}
