import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { createIdentityKeyPair } from '../../src/crypto/v1/identity-seal.ts'
import { sealRecoveryCode } from '../../src/crypto/v1/recovery-escrow.ts'
import { signEscrow } from '../../src/main/exchange/escrow.ts'
import { addContact } from '../../src/main/vault/contacts/add-contact.ts'
import { identityKeyText } from '../../src/main/vault/sealed-identities/identity-keys.ts'
import { cardOf } from '../exchange/cards.ts'
import { compared } from '../exchange/meet.ts'
import { day, person } from '../exchange/sample.ts'
import { passphrase } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { backUp, fullVault, newWords, restored, task, tried } from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'

const storeOf = (of: TestVault) => {
  const session = of.controller.session()
  if (session === null) throw new Error('closed')
  return session.store
}

let at: FullVault
beforeAll(async () => {
  at = await fullVault()
})
afterAll(() => {
  at.desk.controller.close()
  at.place.remove()
})

it('a backup carries the codes that a desk holds; the vault’s own is over with its header', async () => {
  const { desk } = at
  const editor = person()
  const identity = createIdentityKeyPair()
  const session = desk.controller.session()
  if (session === null) throw new Error('closed')
  addContact(session, cardOf(editor, { identity: identityKeyText(identity.publicKey) }))
  await compared(desk, editor.author)
  await desk.handlers['contacts.sealTo']({ author: editor.author })
  await desk.controller.escrowRecovery({ passphrase, keyFile: null })
  const [own] = storeOf(desk).escrows.own()
  const seal = sealRecoveryCode(createRecoveryCode(), [identity.publicKey], {
    signer: editor.keys.publicKey,
    serial: 3,
  })
  const theirs = signEscrow({ author: editor.author, day, serial: 3, seal }, editor.keys)
  expect(storeOf(desk).escrows.take(theirs)).toBe(true)
  storeOf(desk).escrows.noteOpened(editor.author, 'To tell it')
  const before = storeOf(desk).escrows.held()

  const path = await backUp(at)
  expect((await tried(desk, path)).held).toBe(true)
  const { desk: other } = await restored(join(at.place.path, 'restored'), path)
  expect(storeOf(other).escrows.held()).toEqual(before)
  expect(storeOf(other).escrows.own()).toEqual([])
  expect((await other.handlers['escrow.status']({})).own).toBe(null)
  // Its next escrow is newer than any that the old vault made.
  await other.controller.escrowRecovery({ passphrase: newWords, keyFile: null })
  expect(storeOf(other).escrows.own()[0]?.escrow.serial).toBeGreaterThan(own?.escrow.serial ?? 0)
  expect(await other.handlers['vault.verify']({ task: task() })).toMatchObject({ faults: [] })
  other.controller.close()
})
