"""Where the loyalties of the graph crack: its signed pairs on one day, two camps, the proof and the statements."""
