// Notes what a person's own statement has written; runs in the same transaction.
CREATE (:Written {id: $id, at: datetime(), who: $who, statement: $statement, parameters: $parameters, counts: $counts})
