import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  failureOf,
  newRecoveryCode,
  newVault,
  passphrase,
  reopen,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'
import { opening, setWipe, wipe } from './wipe-vault.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const actions: Record<string, (desk: TestVault) => Promise<unknown>> = {
  'change of the passphrase': ({ controller }) =>
    controller.changePassphrase({
      current: passphrase,
      currentKeyFile: null,
      next: 'an unlike sentence altogether',
      nextKeyFile: null,
    }),
  'new recovery code': (desk) => newRecoveryCode(desk),
  'new wipe passphrase': (desk) => setWipe(desk, 'yet more words that wipe the vault'),
  'removal of the wipe passphrase': ({ controller }) => controller.removeWipe(opening),
  'dry run': ({ controller }) => controller.dryRun({ ...opening, act: 'destroy' }),
  'dry run of the wipe': ({ controller }) =>
    controller.dryRun({ passphrase: wipe, keyFile: null, act: 'wipe' }),
  destruction: ({ controller }) => controller.destroy({ ...opening, isLossAccepted: true }),
}

it.each(Object.entries(actions))(
  'a %s that a lock overtakes answers that the vault is locked, and changes nothing',
  async (_, act) => {
    const folder = join(place.path, 'vault')
    const { desk, made } = newVault(folder)
    await made
    await setWipe(desk)
    const answer = failureOf(() => act(desk))
    // The action is under way: it waits for its derivation, which takes longer than this.
    await new Promise(setImmediate)
    desk.controller.close()
    expect(await answer).toBe('locked')
    const again = await reopen(folder)
    expect(again.controller.status()).toEqual({ state: 'open', reason: null, repaired: false })
    expect(again.controller.wipeStatus()).toEqual({ wipe: { keyFile: false } })
    again.controller.close()
  },
)
