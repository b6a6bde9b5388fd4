"""The first load of an empty graph, by import files in place of transactions."""
