// A token that stays for ever.

CALL db.createLabel('x')
