// A range whose end is a text.

RETURN range(0, toInteger('9' + '99999999')) AS x
