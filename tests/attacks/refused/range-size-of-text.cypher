// A range as long as a long text.
// parameters: {"t": "⟦20000×x⟧"}

WITH $t AS t RETURN size([x IN range(0, size(t)) | [y IN range(0, size(t)) | 1]]) AS x
