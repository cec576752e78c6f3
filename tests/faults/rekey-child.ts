import { openTestVault, passphrase } from '../vault/harness.ts'
import { arm } from './failing-calls.ts'
import { nextPassphrase } from './next-passphrase.ts'
import { sayLine } from './say-line.ts'

// Run in a separate process, to be killed: opens a vault, prints a line, then changes its
// passphrase, which gives it another key.
const [folder = '', from = passphrase] = process.argv.slice(2)
const { controller } = openTestVault(folder)
await controller.unlock({ passphrase: from, keyFile: null })
sayLine('started')
arm()
const next = nextPassphrase(from)
await controller.changePassphrase({
  current: from,
  currentKeyFile: null,
  next,
  nextKeyFile: null,
})
sayLine('done')
process.exit(0)
