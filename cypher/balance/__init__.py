"""How far a signed network is from two camps, with a proof: pure, given ties; the proof trusts no solver."""
