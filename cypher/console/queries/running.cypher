// The transactions that faultlines has begun for people's own statements and that have not ended.
//
// Parameters
//   run: string — one of them; null for all
// Columns
//   id: string — the transaction's id on the server
//   run: string — the run that began it
//   client: string? — on whose behalf
//   status: string — as the server has it
//   text: string — the statement
//   seconds: float — since it began
//   cpu: float? — seconds of computing
SHOW TRANSACTIONS YIELD transactionId, metaData, status, currentQuery, elapsedTime, cpuTime
WHERE metaData.run IS NOT NULL AND ($run IS NULL OR metaData.run = $run)
RETURN transactionId AS id, metaData.run AS run, metaData.client AS client, status, currentQuery AS text,
  elapsedTime.milliseconds / 1000.0 AS seconds, cpuTime.milliseconds / 1000.0 AS cpu
ORDER BY seconds DESC
