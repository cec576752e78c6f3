import { openStore } from '../../src/main/store/store.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { arm } from './failing-calls.ts'
import { storeOptions } from './store-state.ts'
import { sayLine } from './say-line.ts'

// Run as a process of its own, to be killed: opens a database of an older schema, which migrates it.
const [file = '', key = ''] = process.argv.slice(2)
await sodiumReady()
sayLine('started')
arm()
const store = openStore(storeOptions(file, Buffer.from(key, 'hex')))
sayLine('migrated')
store.close()
process.exit(0)
