// Run in a separate process: takes the lock of a vault, prints the result, and holds the lock until
// killed.
import { writeSync } from 'node:fs'
import { acquireLock } from '../../src/main/vault/files/lock-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { Failure } from '../../src/shared/failure.ts'

try {
  acquireLock(vaultPaths(process.argv[2] ?? ''))
  writeSync(1, 'held\n')
  setInterval(() => undefined, 1000)
} catch (cause) {
  writeSync(1, `${cause instanceof Failure ? cause.code : 'other'}\n`)
}
