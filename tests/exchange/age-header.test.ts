import { armor } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  createAgeIdentity,
  dearmored,
  headerCap,
  headerEnd,
  isArmored,
  openHeader,
  sealHeader,
} from '../../src/main/exchange/age-format.ts'
import { bytes, codeOf, same, text } from './age-bytes.ts'
import { decryptAge, encryptAge } from './whole-age.ts'

await sodiumReady()

describe('where the header of an age file ends', () => {
  const intro = 'age-encryption.org/v1\n'
  const end = (words: string) => headerEnd(text(words))

  it('is after the line that begins with three dashes', () => {
    expect(end(`${intro}-> X\nbody\n--- mac\npayload`)).toBe(`${intro}-> X\nbody\n--- mac\n`.length)
    expect(end(`${intro}--- mac\n`)).toBe(`${intro}--- mac\n`.length)
    expect(end(`${intro}-> --- X\n--- mac\nmore\n`)).toBe(`${intro}-> --- X\n--- mac\n`.length)
  })

  it('is not there in a file that is cut, or that is none', async () => {
    for (const words of ['', 'age', intro, `${intro}-> X\n`, `${intro}--- mac`]) {
      expect(await codeOf(() => end(words)), words).toEqual(['truncated'])
    }
    for (const words of ['Dear desk', 'age-encryption.org/v2\n--- mac\n', `x${intro}--- mac\n`]) {
      expect(await codeOf(() => end(words)), words).toEqual(['malformed'])
    }
  })

  it('is not looked for beyond a mebibyte', async () => {
    const filled = (length: number): string => intro + 'x'.repeat(length - intro.length)
    expect(await codeOf(() => end(filled(headerCap)))).toEqual(['truncated'])
    expect(await codeOf(() => end(filled(headerCap + 1)))).toEqual(['malformed'])
    const within = `${filled(headerCap - 9)}\n--- mac\n`
    expect(within).toHaveLength(headerCap)
    expect(end(within)).toBe(headerCap)
    expect(await codeOf(() => end(`${filled(headerCap - 8)}\n--- mac\n`))).toEqual(['malformed'])
  })
})

describe('an age file', () => {
  it('may be armored, after blanks, and is opened as the bytes are', async () => {
    const { recipient, identity } = await createAgeIdentity('classic')
    const file = await encryptAge(bytes(9), { kind: 'keys', recipients: [recipient] })
    const armored = text(armor.encode(file))
    const keys = { identities: [identity], passphrase: null }
    expect(isArmored(armored)).toBe(true)
    expect(isArmored(text(` \n${'\n'.repeat(100)}-----BEGIN AGE`))).toBe(true)
    expect(isArmored(file)).toBe(false)
    expect(isArmored(text(`${' '.repeat(1024)}-----BEGIN AGE`))).toBe(false)
    expect(same(dearmored(armored), file)).toBe(true)
    for (const each of [file, armored]) {
      expect(same((await decryptAge(each, keys)).plaintext, bytes(9))).toBe(true)
    }
    expect(await codeOf(() => dearmored(text('-----BEGIN nothing')))).toEqual(['malformed'])
    expect(await codeOf(() => decryptAge(armored.subarray(0, -10), keys))).toEqual(['malformed'])
  })

  it('opens with the one key that fits, and says with which', async () => {
    const keys = await Promise.all([0, 1, 2].map(() => createAgeIdentity('classic')))
    const [first, second, third] = keys
    if (first === undefined || second === undefined || third === undefined) throw new Error('keys')
    const { header, fileKey } = await sealHeader({ kind: 'keys', recipients: [second.recipient] })
    expect(fileKey).toHaveLength(16)
    expect(fileKey.some((byte) => byte !== 0)).toBe(true)
    expect(header.at(-1)).toBe(10)
    expect(headerEnd(header)).toBe(header.length)
    const identities = keys.map(({ identity }) => identity)
    for (const [order, by] of [
      [identities, 1],
      [[second.identity], 0],
      [[first.identity, third.identity, second.identity], 2],
    ] as const) {
      const opened = await openHeader(header, { identities: order, passphrase: null })
      expect(opened.by).toBe(by)
      expect(opened.fileKey).toEqual(fileKey)
    }
    const others = [first.identity, third.identity]
    for (const identity of [others, []]) {
      expect(
        await codeOf(() => openHeader(header, { identities: identity, passphrase: null })),
      ).toEqual(['not-for-us'])
    }
    expect(await codeOf(() => openHeader(header, { identities: others, passphrase: 'x' }))).toEqual(
      ['not-for-us'],
    )
  })

  it('with a changed header is malformed, even with a valid key', async () => {
    const { recipient, identity } = await createAgeIdentity('classic')
    const { header } = await sealHeader({ kind: 'keys', recipients: [recipient] })
    const keys = { identities: [identity], passphrase: null }
    const changed = header.slice()
    const at = header.length - 10
    changed[at] = changed[at] === 65 ? 66 : 65
    expect(await codeOf(() => openHeader(changed, keys))).toEqual(['malformed'])
    const broken = text(Buffer.from(header).toString('latin1').replace('-> X25519', '-> '))
    expect(await codeOf(() => openHeader(broken, keys))).toEqual(['malformed'])
    expect(await codeOf(() => openHeader(text('age-encryption.org/v1\n---\n'), keys))).toEqual([
      'malformed',
    ])
  })

  it('has four stanzas at least, of one kind, and refuses what is no key', async () => {
    const { recipient } = await createAgeIdentity('classic')
    const of = async (...recipients: string[]) =>
      Buffer.from((await sealHeader({ kind: 'keys', recipients })).header)
        .toString('latin1')
        .split('\n')
        .filter((line) => line.startsWith('-> ')).length
    expect(await of(recipient)).toBe(4)
    const more = await Promise.all([1, 2, 3, 4].map(() => createAgeIdentity('classic')))
    expect(await of(recipient, ...more.map((one) => one.recipient))).toBe(5)
    // A checksum that fails is the library's to find.
    const wrong = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`
    expect(await codeOf(() => of(wrong))).toEqual(['invalid', 'target.recipients'])
    expect(await codeOf(() => of())).toEqual(['invalid', 'target.recipients'])
  })

  it('says that it wants a passphrase where none was given', async () => {
    const scrypt = (logN: number): Uint8Array =>
      text(
        [
          'age-encryption.org/v1',
          `-> scrypt ${'A'.repeat(22)} ${String(logN)}`,
          'A'.repeat(43),
          `--- ${'A'.repeat(43)}`,
          '',
        ].join('\n'),
      )
    const { identity } = await createAgeIdentity('classic')
    const open = (logN: number, identities: string[], passphrase: string | null) =>
      codeOf(() => openHeader(scrypt(logN), { identities, passphrase }))
    expect(await open(10, [identity], null)).toEqual(['not-for-us', 'passphrase'])
    expect(await open(10, [identity], 'wrong')).toEqual(['not-for-us'])
    expect(await open(10, [], 'wrong')).toEqual(['not-for-us'])
    expect(await open(21, [], 'wrong')).toEqual(['kdf-bounds'])
    expect(await open(30, [identity], 'wrong')).toEqual(['kdf-bounds'])
    expect(await open(30, [identity], null)).toEqual(['not-for-us', 'passphrase'])
  })
})
