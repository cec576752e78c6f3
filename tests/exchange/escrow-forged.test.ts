import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRecoveryCode, formatRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { Secret } from '../../src/crypto/secret.ts'
import {
  createIdentityKeyPair,
  openIdentity,
  sealIdentity,
} from '../../src/crypto/v1/identity-seal.ts'
import { openRecoveryCode, sealRecoveryCode } from '../../src/crypto/v1/recovery-escrow.ts'
import { cardBytes } from '../../src/main/exchange/card.ts'
import { signEscrow } from '../../src/main/exchange/escrow.ts'
import { identityKeyOf } from '../../src/main/vault/sealed-identities/identity-keys.ts'
import type { Escrow } from '../../src/shared/escrow.ts'
import { openVaultOf, failureOf, temporaryFolder } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { cardOf, recipient } from './cards.ts'
import { nextTask, session } from './test-vault.ts'
import { added, compared, contactIn } from './meet.ts'
import { build, day, person, sample } from './sample.ts'
import { committed, hybridOf, preview, refused, taken } from './two-vaults.ts'
import { encryptAge } from './whole-age.ts'

type Person = ReturnType<typeof person>

const own = 'five other words for identities'
const reason = 'Heron forgot the passphrase'

let place: ReturnType<typeof temporaryFolder>
let desk: TestVault
let deskKey: Uint8Array
let by: Person
beforeAll(async () => {
  place = temporaryFolder()
  desk = await openVaultOf(join(place.path, 'desk'), { pseudonym: 'Desk' })
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  const text = await desk.handlers['identity.ownPublicKey']({})
  deskKey = identityKeyOf(text?.key ?? '')
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})
beforeEach(() => {
  by = person()
})

const path = (bytes: Uint8Array): string => {
  const file = join(place.path, `${nextTask()}.file`)
  writeFileSync(file, bytes)
  return file
}
const meets = async (who: Person): Promise<void> =>
  compared(desk, await added(desk, path(cardBytes(cardOf(who, { recipient: recipient() })))))
/** A valid escrow by an author without a vault, with its code. */
const made = (of: Person, serial: number, to = deskKey): { escrow: Escrow; code: string } => {
  const code = createRecoveryCode()
  const seal = sealRecoveryCode(code, [to], { signer: of.keys.publicKey, serial })
  const escrow = signEscrow({ author: of.author, day, serial, seal }, of.keys)
  return { escrow, code: formatRecoveryCode(code) }
}
const carrying = async (escrow: Escrow, sender = by): Promise<string> => {
  const recipients = [await hybridOf(desk)]
  const metadata = { chains: [], notices: [], escrow }
  const { plaintext } = build(sender, recipients, sample(sender), null, metadata)
  return path(await encryptAge(plaintext, { kind: 'keys', recipients }))
}
const held = async (of: Person) => (await contactIn(desk, of.author)).escrow
const open = (of: Person) =>
  desk.handlers['escrow.open']({ author: of.author, passphrase: own, reason })

describe('the desk keeps an escrow', () => {
  it('only of a contact whose keys were compared', async () => {
    const { escrow, code } = made(by, 7)
    const file = await carrying(escrow)
    const author = await added(desk, path(cardBytes(cardOf(by))))
    expect((await preview(desk, file)).escrow).toEqual({ day, effect: 'unverified' })
    await taken(desk, file)
    expect(await held(by)).toBe(null)
    await compared(desk, author)
    // The records are here already, but the file does not count as seen, since the code is new.
    expect(await preview(desk, file)).toMatchObject({ seen: false, escrow: { effect: 'new' } })
    await taken(desk, file)
    expect((await open(by)).code).toBe(code)
  })

  it('only from a file that was imported directly, not from quarantine', async () => {
    const { escrow } = made(by, 7)
    const file = await carrying(escrow)
    const { exportId } = await preview(desk, file)
    await desk.handlers['quarantine.setAside']({ exportId })
    await meets(by)
    const [aside] = await desk.handlers['quarantine.list']({})
    const shown = await desk.handlers['quarantine.preview']({
      task: nextTask(),
      id: aside?.id ?? '',
      passphrase: null,
    })
    expect(shown).toMatchObject({ isSetAside: true, escrow: { day, effect: 'set-aside' } })
    await committed(desk, shown.exportId)
    expect(await held(by)).toBe(null)
    await taken(desk, file)
    expect(await held(by)).not.toBe(null)
  })

  it('that is the newest, whichever file comes first', async () => {
    await meets(by)
    const [older, newer] = [made(by, 7), made(by, 8)]
    await taken(desk, await carrying(newer.escrow))
    const late = await carrying(older.escrow)
    expect((await preview(desk, late)).escrow).toMatchObject({ effect: 'known' })
    await taken(desk, late)
    expect((await open(by)).code).toBe(newer.code)
    // The same serial twice, as from a copied vault: the stored one stays.
    await taken(desk, await carrying(made(by, 8).escrow))
    expect((await open(by)).code).toBe(newer.code)
  })

  it('for the vault of its sender, and refuses a file with another vault’s escrow', async () => {
    const other = person()
    await meets(by)
    await meets(other)
    expect(await refused(desk, await carrying(made(other, 7).escrow))).toBe('malformed')
  })

  it('that its author signed as it is', async () => {
    await meets(by)
    const { escrow } = made(by, 7)
    for (const changed of [
      { ...escrow, serial: 8 },
      { ...escrow, day: '2025-03-02' as typeof day },
      { ...escrow, seal: made(by, 7).escrow.seal },
      { ...escrow, seal: 'A'.repeat(escrow.seal.length) },
    ]) {
      expect(await refused(desk, await carrying(changed))).toBe('malformed')
    }
  })

  it('and does not open it in the place of another: the seal knows its vault and its number', async () => {
    const other = person()
    await meets(by)
    const { seal } = made(other, 7).escrow
    const bytes = Buffer.from(seal, 'base64url')
    await taken(
      desk,
      await carrying(signEscrow({ author: by.author, day, serial: 7, seal: bytes }, by.keys)),
    )
    const before = session(desk).store.journal.tail().seq
    expect(await failureOf(() => open(by))).toBe('not-for-us')
    expect(session(desk).store.journal.tail().seq).toBe(before)
  })

  it('and shows nothing of one that holds no recovery code', async () => {
    await meets(by)
    const text = Secret.take(Buffer.from('read me to the field'.repeat(2)))
    const seal = sealRecoveryCode(text, [deskKey], { signer: by.keys.publicKey, serial: 7 })
    await taken(
      desk,
      await carrying(signEscrow({ author: by.author, day, serial: 7, seal }, by.keys)),
    )
    expect(await failureOf(() => open(by))).toBe('malformed')
    expect((await held(by))?.opened).toBe(null)
  })
})

describe('a seal has one purpose', () => {
  it('a source’s identity does not open as an escrow, nor an escrow as an identity', () => {
    const pair = createIdentityKeyPair()
    const owner = { signer: by.keys.publicKey, serial: 1 }
    const source = Buffer.from('ab'.repeat(16), 'hex')
    const code = createRecoveryCode()
    const asSource = sealIdentity(code.bytes, [pair.publicKey], source)
    const asEscrow = sealRecoveryCode(code, [pair.publicKey], owner)
    expect(() => openRecoveryCode(asSource, pair.secretKey, owner)).toThrow('not-for-us')
    expect(() => openIdentity(asEscrow, pair.secretKey, source)).toThrow('not-for-us')
    for (const wrong of [
      { ...owner, serial: 2 },
      { ...owner, signer: person().keys.publicKey },
    ]) {
      expect(() => openRecoveryCode(asEscrow, pair.secretKey, wrong)).toThrow('not-for-us')
    }
    expect(openRecoveryCode(asEscrow, pair.secretKey, owner).bytes).toEqual(code.bytes)
    expect(asEscrow.length).toBe(asSource.length)
  })
})
