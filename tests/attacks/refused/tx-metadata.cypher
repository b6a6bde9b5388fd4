// Passes for somebody else.

CALL tx.setMetaData({app: 'other'})
