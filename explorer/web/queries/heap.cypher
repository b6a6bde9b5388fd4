// The heap of the server's Java, where the user may ask for it.
//
// Columns
//   used: integer — bytes in use
//   most: integer — bytes that it may take
CALL dbms.queryJmx('java.lang:type=Memory') YIELD attributes
RETURN attributes.HeapMemoryUsage.value.properties.used AS used,
  attributes.HeapMemoryUsage.value.properties.max AS most
