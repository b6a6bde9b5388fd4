"""Who is called like somebody, and what is known of them: for one name, and for lists of names."""
