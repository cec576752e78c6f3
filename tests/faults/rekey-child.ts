import { newRecoveryCode, openTestVault, passphrase } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { opening, setWipe } from '../vault/wipe-vault.ts'
import { arm } from './failing-calls.ts'
import type { KeyChange } from './kill-rekey.ts'
import { nextPassphrase } from './next-passphrase.ts'
import { sayLine } from './say-line.ts'

// Run in a separate process, to be killed: opens a vault, prints a line, then changes a credential,
// which gives the vault another key. A new recovery code is printed before it becomes valid.
const [folder = '', change = 'passphrase', recoveryCode = ''] = process.argv.slice(2)
const next = nextPassphrase(passphrase)

const acts: Readonly<Record<KeyChange, (desk: TestVault) => Promise<unknown>>> = {
  passphrase: ({ controller }) =>
    controller.changePassphrase({
      current: passphrase,
      currentKeyFile: null,
      next,
      nextKeyFile: null,
    }),
  'set-wipe': (desk) => setWipe(desk),
  'remove-wipe': ({ controller }) => controller.removeWipe(opening),
  'recovery-code': (desk) => newRecoveryCode(desk, passphrase, sayLine),
  recover: ({ controller }) =>
    controller.recover({ code: recoveryCode, passphrase: next, keyFile: null }),
}

const desk = openTestVault(folder)
if (change !== 'recover') await desk.controller.unlock({ passphrase, keyFile: null })
if (change === 'remove-wipe') await setWipe(desk)
sayLine('started')
arm()
await acts[change as KeyChange](desk)
sayLine('done')
process.exit(0)
