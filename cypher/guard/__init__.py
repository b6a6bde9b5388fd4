"""What a person's own statement has to pass: five layers, each of which would hold alone where it can.

1. `text`: a real parse by the server's grammar, an allow list, and bounds on what one row can cost.
2. READ access, which the server enforces.
3. `plan`: the server's own plan, its query type and operators against what is allowed.
4. limits of time, rows, bytes and memory, on both sides; one try; cancelling cuts the connection; `gate`.
5. `watch`: whether something still burns when it should have ended.
"""

from cypher.guard.text import ExaminedStatement, examine

__all__ = ["ExaminedStatement", "examine"]
