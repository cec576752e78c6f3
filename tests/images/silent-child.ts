// A decoder that never ends, and does not listen to anything gentle.
process.on('SIGTERM', () => undefined)
process.on('message', () => undefined)
