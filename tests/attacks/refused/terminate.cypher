// Ends other people's queries.

TERMINATE TRANSACTIONS 'neo4j-transaction-1'
