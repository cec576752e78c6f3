import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRecoveryCode } from '../../src/crypto/recovery-code.ts'
import type { AuthorKey, CaseId } from '../../src/shared/ids.ts'
import {
  failureOf,
  newRecoveryCode,
  openTestVault,
  openVaultOf,
  passphrase,
} from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { openIdentity, identitySecrets } from '../format/second-reader.ts'
import { nextTask, session } from './test-vault.ts'
import { added, cardFile, compared, contactIn, meet } from './meet.ts'
import { escrowContext, readBundle } from './second-reader.ts'
import type { ReadBundle } from './second-reader.ts'
import { fill, hybridOf, preview, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

const own = 'five other words for identities'
const reason = 'Heron forgot the passphrase'

let two: Two
let field: TestVault
let desk: TestVault
let third: TestVault
let caseId: CaseId
let handwritten: string
let author: AuthorKey
beforeAll(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
  third = await openVaultOf(join(two.place, 'third'), { pseudonym: 'third' })
  await meet(field, third, two.place)
  ;({ caseId } = await fill(field))
  author = session(field).author
  handwritten = await newRecoveryCode(field)
})
afterAll(() => {
  third.controller.close()
  two.end()
})

const escrow = (of: TestVault, words = passphrase) =>
  of.handlers['vault.escrowRecovery']({ passphrase: words, keyFile: null })
const status = (of: TestVault) => of.handlers['escrow.status']({})
const sent = async (...to: readonly TestVault[]): Promise<string> => {
  const recipients = await Promise.all(to.map(hybridOf))
  return two.exported(field, caseId, { kind: 'keys', recipients })
}
const goes = async (...to: readonly TestVault[]): Promise<boolean> => {
  const recipients = await Promise.all(to.map(hybridOf))
  return (await field.handlers['escrow.goesWith']({ recipients })).goes
}
const inside = async (of: TestVault, path: string): Promise<ReadBundle> => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(session(of).age.hybrid.identity)
  return readBundle(await decrypter.decrypt(readFileSync(path)))
}
const kinds = (of: TestVault, count = 3): string[] =>
  session(of)
    .store.journal.list('vault', null, count)
    .lines.map(({ kind }) => kind)
const tail = (of: TestVault): number => session(of).store.journal.tail().seq
const open = (words = own, of = desk) =>
  of.handlers['escrow.open']({ author, passphrase: words, reason })
const held = async (of = desk) => (await contactIn(of, author)).escrow

describe('a recovery code is kept at the desk', () => {
  let first: string
  let second: string
  let code: string

  it('not without a desk: its card needs an identity key, and the vault must seal to that key', async () => {
    const header = readFileSync(join(field.folder, 'header'))
    expect(await failureOf(() => escrow(field))).toBe('no-desk')
    await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
    const card = await added(field, await cardFile(desk, two.place))
    expect((await contactIn(field, card)).state).toBe('changed')
    expect(await failureOf(() => field.handlers['contacts.sealTo']({ author: card }))).toBe(
      'unverified',
    )
    await compared(field, card)
    expect(await failureOf(() => escrow(field))).toBe('no-desk')
    expect(readFileSync(join(field.folder, 'header'))).toEqual(header)
    expect(await status(field)).toEqual({ desks: [], own: null })
  })

  it('not from an unlocked laptop alone: the passphrase is asked for', async () => {
    await field.handlers['contacts.sealTo']({ author: session(desk).author })
    const before = tail(field)
    expect(await failureOf(() => escrow(field, 'not this passphrase'))).toBe('wrong-passphrase')
    expect(tail(field)).toBe(before)
    expect(await status(field)).toEqual({ desks: ['desk'], own: null })
  })

  it('sealed, and shown nowhere here; the journal says that it was made and is in force', async () => {
    expect(await escrow(field)).toEqual({})
    expect(kinds(field, 2)).toEqual(['vault.access', 'escrow.made'])
    expect(await status(field)).toEqual({
      desks: ['desk'],
      own: { day: session(field).today(), desks: ['desk'], carried: null, used: null },
    })
    expect(await field.handlers['vault.verify']({ task: nextTask() })).toMatchObject({ faults: [] })
  })

  it('is included in files that only the desk can open, and in no other', async () => {
    expect([
      await goes(desk),
      await goes(third),
      await goes(desk, third),
      await goes(field),
    ]).toEqual([true, false, false, false])
    expect((await inside(third, await sent(third))).escrow).toBe(null)
    expect((await inside(third, await sent(desk, third))).escrow).toBe(null)
    expect((await status(field)).own?.carried).toBe(null)
    first = await sent(desk)
    expect(kinds(field, 1)).toEqual(['escrow.carried'])
    expect((await status(field)).own?.carried).toBe(session(field).today())
    // No file tells whether the one before arrived, so the next one carries the code as well.
    const again = await inside(desk, await sent(desk, field))
    expect(again.escrow).toEqual((await inside(desk, first)).escrow)
    expect(kinds(field, 1)).toEqual(['record.exported'])
  })

  it('is announced before it is taken in, and kept for its vault alone', async () => {
    expect(await held()).toBe(null)
    expect(await preview(desk, first)).toMatchObject({
      seen: false,
      escrow: { day: session(field).today(), effect: 'new' },
    })
    expect(await held()).toBe(null)
    await taken(desk, first)
    expect(kinds(desk, 1)).toEqual(['escrow.received'])
    const today = session(desk).today()
    expect(await held()).toMatchObject({ day: today, received: today, opened: null })
    expect(await preview(desk, first)).toMatchObject({ seen: true, escrow: { effect: 'known' } })
  })

  it('is opened with the passphrase of the identity key and a reason, and journaled', async () => {
    const before = tail(desk)
    expect(await failureOf(() => open('not these words'))).toBe('wrong-passphrase')
    expect(await failureOf(() => open(own, third))).toBe('not-found')
    expect(tail(desk)).toBe(before)
    const opened = await open()
    expect(opened).toMatchObject({ day: session(field).today(), seconds: 60 })
    ;({ code } = opened)
    expect(session(desk).store.journal.list('vault', null, 1).lines[0]).toMatchObject({
      kind: 'escrow.opened',
      reason,
    })
    expect((await held())?.opened).toBe(session(desk).today())
    expect(await desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({ faults: [] })
  })

  it('can be opened by an independent reader written from the document', async () => {
    const found = (await inside(desk, first)).escrow
    if (found === null) throw new Error('no escrow')
    const { publicKey, secretKey } = session(desk).store.keyring.get('identity-own')
    const row = { public_key: publicKey, secret_key: Buffer.from(secretKey) }
    const [secret] = identitySecrets(row, own)
    const seal = Buffer.from(found.seal, 'base64url')
    const plain = openIdentity(seal, secret ?? new Uint8Array(), escrowContext(found))
    expect(Buffer.from(parseRecoveryCode(code).bytes)).toEqual(plain)
  })

  it('opens the vault in the field, which the code on paper no longer opens', async () => {
    field.controller.close()
    const next = { passphrase: 'seven new words said on the telephone', keyFile: null }
    field = openTestVault(field.folder)
    expect(await failureOf(() => field.controller.recover({ code: handwritten, ...next }))).toBe(
      'wrong-passphrase',
    )
    expect((await field.controller.recover({ code, ...next })).state).toBe('open')
    expect(kinds(field, 1)).toEqual(['vault.access'])
    // The app can say that the code was used, and that another one is due.
    expect((await status(field)).own?.used).toBe(session(field).today())
    await field.handlers['vault.escrowRecovery'](next)
    expect((await status(field)).own).toMatchObject({ carried: null, used: null })
    second = await sent(desk)
    const change = { current: next.passphrase, currentKeyFile: null, next: passphrase }
    await field.controller.changePassphrase({ ...change, nextKeyFile: null })
    expect((await status(field)).own?.carried).toBe(session(field).today())
  })

  it('is replaced by the next one, and by none from an earlier file', async () => {
    await taken(desk, second)
    expect(await held()).toMatchObject({ opened: null })
    const next = await open()
    expect(next.code).not.toBe(code)
    expect(await preview(desk, first)).toMatchObject({ seen: true, escrow: { effect: 'known' } })
    await taken(desk, first)
    expect((await open()).code).toBe(next.code)
    field.controller.close()
    field = openTestVault(field.folder)
    const input = { passphrase, keyFile: null }
    expect(await failureOf(() => field.controller.recover({ code, ...input }))).toBe(
      'wrong-passphrase',
    )
    expect((await field.controller.recover({ code: next.code, ...input })).state).toBe('open')
  })

  it('is deleted at the desk on request, and arrives again with the next file while it is in force', async () => {
    const { code: kept } = await open()
    const serial = (await held())?.serial ?? 0
    const remove = (number: number, of = desk): Promise<string> =>
      failureOf(() => of.handlers['escrow.delete']({ author, serial: number }))
    const before = tail(desk)
    expect(await remove(serial, third)).toBe('not-found')
    // An escrow that arrived after the desk had looked is not the one to delete.
    expect(await remove(serial - 1)).toBe('conflict')
    expect(tail(desk)).toBe(before)
    expect(await remove(serial)).toBe('none')
    expect(kinds(desk, 1)).toEqual(['escrow.deleted'])
    expect(await held()).toBe(null)
    expect(await failureOf(() => open())).toBe('not-found')
    expect(await desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({ faults: [] })
    const again = await sent(desk)
    expect((await preview(desk, again)).escrow).toMatchObject({ effect: 'new' })
    await taken(desk, again)
    expect((await open()).code).toBe(kept)
  })

  it('is nowhere on a disk in clear, not even in an exported file', async () => {
    const codes = [code, (await open()).code]
    const wanted = codes.flatMap((each) => [
      Buffer.from(each),
      Buffer.from(each.replaceAll('-', '')),
      Buffer.from(parseRecoveryCode(each).bytes),
    ])
    const files = readdirSync(two.place, { recursive: true, encoding: 'utf8' })
      .map((name) => join(two.place, name))
      .filter((path) => statSync(path).isFile())
    expect(files.length).toBeGreaterThan(10)
    for (const path of files) {
      const bytes = readFileSync(path)
      expect(wanted.some((one) => bytes.includes(one))).toBe(false)
    }
  })

  it('ends once a code is written down by hand again: no file carries it', async () => {
    await newRecoveryCode(field)
    expect(kinds(field, 2)).toEqual(['escrow.ended', 'vault.access'])
    expect((await status(field)).own).toBe(null)
    expect((await inside(desk, await sent(desk))).escrow).toBe(null)
    // A vault without escrows has the same digest as before the feature existed.
    expect(await field.handlers['vault.verify']({ task: nextTask() })).toMatchObject({ faults: [] })
  })

  it('is not exported while the desk’s card has other keys than the compared ones', async () => {
    await escrow(field)
    await desk.handlers['identity.openKey']({ passphrase: own, reason: 'To change the key' })
    await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
    await added(field, await cardFile(desk, two.place))
    expect(await goes(desk)).toBe(false)
    await compared(field, session(desk).author)
    // It is sealed to the previous key: another escrow has to be made.
    expect(await goes(desk)).toBe(false)
    expect((await status(field)).own?.desks).toEqual([])
    await field.handlers['contacts.sealTo']({ author: session(desk).author })
    await escrow(field)
    expect(await goes(desk)).toBe(true)
  })

  it('is not exported to a passphrase, which any person may have', async () => {
    const path = await two.exported(field, caseId, { kind: 'passphrase', passphrase: own })
    const decrypter = new Decrypter()
    decrypter.addPassphrase(own)
    expect(readBundle(await decrypter.decrypt(readFileSync(path))).escrow).toBe(null)
  })
})
