import { createPublicKey, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import { describe, expect, it } from 'vitest'
import { createSigningKeyPair } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createIdentityKeyPair } from '../../src/crypto/v1/identity-seal.ts'
import {
  cardBytes,
  cardDigest,
  desksOf,
  keysOfCard,
  newestCard,
  provingCards,
  readCard,
} from '../../src/main/exchange/card.ts'
import { cardWords, typedWord } from '../../src/main/exchange/card-words.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import type { Card } from '../../src/shared/contacts.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { AuthorKey } from '../../src/shared/ids.ts'
import { cardOf, identityText, recipient } from './cards.ts'
import { person } from './sample.ts'

await sodiumReady()

const codeOf = (act: () => unknown): string => {
  try {
    act()
    return 'none'
  } catch (cause) {
    if (cause instanceof Failure) return cause.code
    throw cause
  }
}
const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
const wordsOf = (card: Card): string[] => cardWords(keysOfCard(card)).en
const key = (): AuthorKey => hex(createSigningKeyPair().publicKey) as AuthorKey

describe('a contact card', () => {
  it('is read back as it was written, from exactly one sequence of bytes', () => {
    const card = cardOf(person(), { identity: identityText() })
    expect(readCard(cardBytes(card))).toEqual(card)
    expect(codeOf(() => readCard(Buffer.from(JSON.stringify(card, null, 1))))).toBe('malformed')
    expect(codeOf(() => readCard(Buffer.concat([cardBytes(card), Buffer.from('\n')])))).toBe(
      'malformed',
    )
  })

  it('is checked by another library, from the document alone', () => {
    const { signature, ...body } = cardOf(person(), { identity: identityText() })
    const form = JSON.stringify(
      Object.fromEntries(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))),
    )
    const digest = blake2b(Buffer.from(form), { dkLen: 64 })
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(body.author, 'hex'),
    ])
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    const message = Buffer.concat([Buffer.from('understory/contact/v1\0'), digest])
    expect(verify(null, message, publicKey, Buffer.from(signature, 'hex'))).toBe(true)
  })

  it('signed by another key is refused', () => {
    const [author, liar] = [person(), person()]
    const stolen = cardOf({ ...liar, author: author.author })
    expect(codeOf(() => readCard(cardBytes(stolen)))).toBe('bad-signature')
  })

  it('altered in any of its parts is refused', () => {
    const card = cardOf(person(), { identity: identityText(), desks: [key()] })
    const changes: Partial<Card>[] = [
      { pseudonym: 'Somebody else' },
      { recipient: recipient() },
      { author: key() },
      { identity: identityText() },
      { identity: null },
      { desks: [] },
      { desks: [key()] },
      { serial: card.serial + 1 },
      { day: '2026-01-01' as Card['day'] },
    ]
    for (const change of changes) {
      const altered = cardBytes({ ...card, ...change })
      expect(
        codeOf(() => readCard(altered)),
        Object.keys(change).join(),
      ).toBe('bad-signature')
    }
  })

  it('of another version, too long, or with unknown parts is refused', () => {
    const card = cardOf(person())
    const sorted = (value: object): Uint8Array =>
      bytesOf(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))))
    expect(codeOf(() => readCard(sorted({ ...card, version: 2 })))).toBe('unsupported')
    expect(codeOf(() => readCard(sorted({ ...card, format: 'a-card' })))).toBe('unsupported')
    expect(codeOf(() => readCard(sorted({ ...card, more: 1 })))).toBe('malformed')
    expect(codeOf(() => readCard(sorted({ ...card, desks: [card.author, card.author] })))).toBe(
      'malformed',
    )
    expect(codeOf(() => readCard(new Uint8Array(20_000)))).toBe('too-big')
    expect(codeOf(() => readCard(Buffer.from('Dear desk,')))).toBe('malformed')
  })

  it('says an identity key in one spelling only', () => {
    const by = person()
    const last = identityText()
    const spelled = `${last.slice(0, -1)}${last.endsWith('B') ? 'C' : 'B'}`
    expect(codeOf(() => readCard(cardBytes(cardOf(by, { identity: spelled }))))).toBe('malformed')
  })
})

describe('the words of a card', () => {
  it('differ when any of its keys differs, and are the same for the same keys', () => {
    const by = person()
    const card = cardOf(by, { identity: identityText() })
    const words = wordsOf(card)
    expect(words).toHaveLength(12)
    const others = [
      cardOf(by, { ...card, identity: identityText() }),
      cardOf(by, { ...card, identity: null }),
      cardOf(by, { ...card, recipient: recipient() }),
      cardOf(person(), { identity: card.identity, recipient: card.recipient }),
    ]
    for (const other of others) expect(wordsOf(other)).not.toEqual(words)
    const renamed = cardOf(by, { ...card, pseudonym: 'Another name', serial: 9, desks: [key()] })
    expect(wordsOf(renamed)).toEqual(words)
  })

  it('are the same places of public lists in each language, in composed letters', () => {
    const zeros = cardWords(new Uint8Array(32))
    expect(zeros.en).toEqual(Array.from({ length: 12 }, () => 'abandon'))
    expect(zeros.ko[0]).toBe('가격')
    expect(zeros.zh[0]).toBe('的')
    const ones = cardWords(new Uint8Array(32).fill(255))
    expect([ones.en[11], ones.ko[11], ones.zh[11]]).toEqual(['zoo', '힘껏', '歇'])
    expect(typedWord(' Abandon ')).toBe('abandon')
    expect(typedWord('가격'.normalize('NFD'))).toBe(zeros.ko[0])
  })

  it('take 132 bits of the digest: each of them changes a word', () => {
    const digest = new Uint8Array(32).fill(0x5a)
    const before = cardWords(digest).en.join(' ')
    for (let bit = 0; bit < 132; bit += 1) {
      const flipped = digest.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7))
      expect(cardWords(flipped).en.join(' '), String(bit)).not.toBe(before)
    }
  })
})

describe('several cards of one author', () => {
  it('add up their grants, and the newest is the same in whatever order they came', () => {
    const by = person()
    const [one, two] = [key(), key()]
    const cards = [
      cardOf(by, { serial: 1, desks: [one] }),
      cardOf(by, { serial: 2, desks: [] }),
      cardOf(by, { serial: 3, desks: [two] }),
      cardOf(by, { serial: 3, desks: [two], pseudonym: 'Twice' }),
    ]
    const backwards = [...cards].reverse()
    expect(desksOf(cards)).toEqual(new Set([one, two]))
    expect(newestCard(cards)).toEqual(newestCard(backwards))
    expect(newestCard(cards)?.serial).toBe(3)
    expect(newestCard([])).toBeNull()
    const proving = provingCards(cards)
    expect(proving).toEqual(provingCards(backwards))
    expect(proving).toHaveLength(2)
    expect(desksOf(proving)).toEqual(desksOf(cards))
    expect(proving.map(cardDigest)[0]).toBe(cardDigest(newestCard(cards) as Card))
  })
})

it('an identity key in a card is one that identities can be sealed to', () => {
  const { publicKey } = createIdentityKeyPair()
  const text = Buffer.from(publicKey).toString('base64url')
  const card = cardOf(person(), { identity: text })
  expect(Buffer.from(readCard(cardBytes(card)).identity ?? '', 'base64url').equals(publicKey)).toBe(
    true,
  )
})
