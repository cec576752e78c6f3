import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { rekeyVault } from './rekey.ts'
import { arm } from './failing-calls.ts'

// Run as a process of its own, to be killed: gives a vault another key, once it has said a line.
const [folder = ''] = process.argv.slice(2)
await sodiumReady()
process.stdout.write('started\n')
arm()
await rekeyVault(folder, Secret.random())
process.stdout.write('done\n')
process.exit(0)
