// How many sides have no dated statement that held in a span: whether they held just then is not certain.
//
// uses: undated, meets
// Arguments
//   sides — for each side its statements
//   span — a map of since and until
size([side IN @sides WHERE all(r IN side WHERE @undated(r) OR NOT @meets(r, @span.since, @span.until))])
