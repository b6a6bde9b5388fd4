// Quotes in quotes.

RETURN 'it\'s', "say \"so\"", 'a"b' 
