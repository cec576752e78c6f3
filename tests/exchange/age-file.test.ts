import { Decrypter, Encrypter } from 'age-encryption'
import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createAgeIdentity } from '../../src/main/exchange/age-format.ts'
import { payloadBytes } from '../../src/main/exchange/age-stream.ts'
import { processTime } from './cpu-time.ts'
import { decryptAge, encryptAge } from './whole-age.ts'

const bytes = (size: number): Uint8Array => new Uint8Array(size).map((_, i) => (i * 31) % 251)
const stanzas = (file: Uint8Array): number =>
  Buffer.from(file).toString('latin1').split('\n---')[0]?.split('\n-> ').slice(1).length ?? 0

beforeAll(sodiumReady)

describe('age files', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])(
    'of %i bytes are the same to the library and to us',
    async (size) => {
      const { recipient, identity } = await createAgeIdentity('hybrid')
      const ours = await encryptAge(bytes(size), { kind: 'keys', recipients: [recipient] })
      const theirs = new Decrypter()
      theirs.addIdentity(identity)
      expect(Buffer.compare(await theirs.decrypt(ours), bytes(size))).toBe(0)
      const encrypter = new Encrypter()
      encrypter.addRecipient(recipient)
      const opened = await decryptAge(await encrypter.encrypt(bytes(size)), {
        identities: [identity],
        passphrase: null,
      })
      expect(Buffer.compare(opened.plaintext, bytes(size))).toBe(0)
    },
  )

  it('have four stanzas for one, two, three and four recipients, and one size', async () => {
    const recipients = await Promise.all(
      [0, 1, 2, 3, 4].map(async () => (await createAgeIdentity('hybrid')).recipient),
    )
    const files = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        encryptAge(bytes(100), { kind: 'keys', recipients: recipients.slice(0, n) }),
      ),
    )
    expect(files.map(stanzas)).toEqual([4, 4, 4, 4, 5])
    expect(new Set(files.slice(0, 4).map((file) => file.length)).size).toBe(1)
  })

  it('say which identity opened them', async () => {
    const [a, b] = [await createAgeIdentity('hybrid'), await createAgeIdentity('classic')]
    const identities = [a.identity, b.identity]
    for (const [index, key] of [a, b].entries()) {
      const file = await encryptAge(bytes(9), { kind: 'keys', recipients: [key.recipient] })
      expect((await decryptAge(file, { identities, passphrase: null })).by).toBe(index)
    }
    const file = await encryptAge(bytes(9), { kind: 'passphrase', passphrase: '여섯 개의 낱말' })
    const opened = await decryptAge(file, { identities, passphrase: '여섯 개의 낱말' })
    expect(opened.by).toBe('passphrase')
  })

  it('refuse post-quantum and classic recipients together', async () => {
    const recipients = await Promise.all(
      (['hybrid', 'classic'] as const).map(async (k) => (await createAgeIdentity(k)).recipient),
    )
    await expect(encryptAge(bytes(1), { kind: 'keys', recipients })).rejects.toMatchObject({
      code: 'mixed-recipients',
    })
  })

  it('refuse a post-quantum recipient with one wrong letter', async () => {
    const { recipient } = await createAgeIdentity('hybrid')
    const wrong = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q')
    await expect(encryptAge(bytes(1), { kind: 'keys', recipients: [wrong] })).rejects.toMatchObject(
      { code: 'invalid', fields: ['target.recipients'] },
    )
  })

  it.each(['', 'age1', 'age1tag1qqqq', `age1${'q'.repeat(58)}`, 'ssh-ed25519 AAAA', 'age1pq1'])(
    'refuse %j as a recipient',
    async (text) => {
      await expect(
        encryptAge(bytes(1), { kind: 'keys', recipients: [text] }),
      ).rejects.toMatchObject({ code: 'invalid' })
    },
  )

  it('ask for a passphrase when they want one, and refuse a wrong one', async () => {
    const file = await encryptAge(bytes(9), { kind: 'passphrase', passphrase: 'the right one' })
    const { identity } = await createAgeIdentity('hybrid')
    await expect(
      decryptAge(file, { identities: [identity], passphrase: null }),
    ).rejects.toMatchObject({ code: 'not-for-us', fields: ['passphrase'] })
    await expect(
      decryptAge(file, { identities: [identity], passphrase: 'the wrong one' }),
    ).rejects.toMatchObject({ code: 'not-for-us', fields: [] })
  })

  it('have the work factor 18, and with an excessive one are refused before any work', async () => {
    const file = await encryptAge(bytes(9), { kind: 'passphrase', passphrase: 'the right one' })
    const made = Buffer.from(file).toString('latin1')
    expect(made).toMatch(/-> scrypt \S+ 18\n/)
    const text = made.replace(/(-> scrypt \S+) 18\n/, '$1 30\n')
    const started = processTime()
    await expect(
      decryptAge(new Uint8Array(Buffer.from(text, 'latin1')), {
        identities: [],
        passphrase: 'the right one',
      }),
    ).rejects.toMatchObject({ code: 'kdf-bounds' })
    expect(processTime() - started).toBeLessThan(200)
  })

  it('are of the size that is foretold', async () => {
    const { recipient } = await createAgeIdentity('classic')
    const target = { kind: 'keys', recipients: [recipient] } as const
    const [empty, full] = [
      await encryptAge(bytes(0), target),
      await encryptAge(bytes(70_000), target),
    ]
    expect(full.length - empty.length).toBe(payloadBytes(70_000) - payloadBytes(0))
  })
})
