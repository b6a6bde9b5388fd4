// A keyword spelt in escapes.

\u0043REATE (n)
