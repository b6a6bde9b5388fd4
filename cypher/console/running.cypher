// The transactions that faultlines has begun for people's own statements and that have not ended.
SHOW TRANSACTIONS YIELD transactionId, metaData, status, currentQuery, elapsedTime, cpuTime
WHERE metaData.run IS NOT NULL AND ($run IS NULL OR metaData.run = $run)
RETURN transactionId AS id, metaData.run AS run, metaData.client AS client, status, currentQuery AS text,
  elapsedTime.milliseconds / 1000.0 AS seconds, cpuTime.milliseconds / 1000.0 AS cpu
ORDER BY seconds DESC
