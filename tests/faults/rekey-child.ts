import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { rekeyVault } from './rekey.ts'
import { arm } from './failing-calls.ts'
import { sayLine } from './say-line.ts'

// Run as a process of its own, to be killed: gives a vault another key, once it has said a line.
const [folder = ''] = process.argv.slice(2)
await sodiumReady()
sayLine('started')
arm()
await rekeyVault(folder, Secret.random())
sayLine('done')
process.exit(0)
