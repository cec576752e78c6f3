import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { rekeyVault } from './rekey.ts'
import { arm } from './failing-calls.ts'
import { sayLine } from './say-line.ts'

// Run in a separate process, to be killed: prints a line, then changes the key of a vault.
const [folder = ''] = process.argv.slice(2)
await sodiumReady()
sayLine('started')
arm()
await rekeyVault(folder, Secret.random())
sayLine('done')
process.exit(0)
