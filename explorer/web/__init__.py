"""What every route shares: the prefix, bodies of requests, bundles, compression, probes and metrics."""
