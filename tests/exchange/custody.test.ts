import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '../../src/crypto/bytes.ts'
import { journalHash } from '../../src/crypto/digest.ts'
import { createSigningKeyPair } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  chainBytes,
  hashesOf,
  joinChains,
  readChain,
  signChain,
} from '../../src/main/exchange/custody-chain.ts'
import { noticeBytes, readNotice, signNotice } from '../../src/main/exchange/notice.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { ChainLine, CustodyChain, Notice } from '../../src/shared/custody.ts'
import { Failure } from '../../src/shared/failure.ts'
import { AuthorKey, Day, RecordId } from '../../src/shared/ids.ts'

await sodiumReady()

const signing = createSigningKeyPair()
const holder = AuthorKey.parse(Buffer.from(signing.publicKey).toString('hex'))
const subject = RecordId.parse('ab'.repeat(16))
const day = Day.parse('2024-04-09')
const zero = '0'.repeat(64)

type Told = Extract<ChainLine, { seq: number }>

/** Lines as a journal has them, each `gap` lines of other records after the one before. */
const linesOf = (kinds: readonly Told['kind'][], salt = 0): Told[] => {
  const lines: Told[] = []
  let before = zero
  for (const [i, kind] of kinds.entries()) {
    const seq = 3 * i + 1
    const prev = i === 0 ? zero : String((i + salt) % 10).repeat(64)
    const line = {
      actor: 'Heron',
      day,
      digest: 'cd'.repeat(32),
      kind,
      prev,
      seq,
      subjectPrev: before,
      txn: seq,
    }
    lines.push(line)
    const { prev: _, ...told } = line
    const form = utf8(canonicalJson({ ...told, subject, subjectKind: 'report' }))
    before = Buffer.from(journalHash(Buffer.from(prev, 'hex'), form)).toString('hex')
  }
  return lines
}
const chainOf = (lines: readonly ChainLine[]): CustodyChain =>
  signChain({ lines: [...lines], subject, subjectKind: 'report' }, holder, signing)

const refusal = (act: () => unknown): string => {
  try {
    act()
  } catch (cause) {
    return cause instanceof Failure ? cause.code : 'another error'
  }
  return 'taken'
}

const kinds = ['record.saved', 'record.filed', 'identity.opened', 'record.exported'] as const

test('a chain of custody is read back as it was signed, with lines that are withheld', () => {
  const lines = linesOf(kinds)
  const hashes = hashesOf({ lines, subject, subjectKind: 'report' })
  const told = lines.map((line, i): ChainLine => (i === 2 ? { hash: hashes[2] ?? '' } : line))
  const chain = chainOf(told)
  expect(readChain(chainBytes(chain))).toEqual(chain)
  expect(hashesOf(chain)).toEqual(hashes)
})

test('a chain with a line altered, left out, added or moved is refused, even with a new signature', () => {
  const lines = linesOf(kinds)
  const altered: readonly (readonly ChainLine[])[] = [
    lines.map((line, i) => (i === 1 ? { ...line, day: Day.parse('2024-04-08') } : line)),
    lines.filter((_, i) => i !== 1),
    lines.slice(1),
    [lines[1], lines[0], lines[2], lines[3]].filter((line) => line !== undefined),
    [...lines, ...lines.slice(-1)],
  ]
  for (const each of altered)
    expect(refusal(() => readChain(chainBytes(chainOf(each))))).toBe('malformed')
  expect(refusal(() => readChain(chainBytes(chainOf(lines.slice(0, 2)))))).toBe('taken')
})

test('a chain that its holder did not sign is refused', () => {
  const chain = chainOf(linesOf(kinds))
  const other = createSigningKeyPair()
  const forged = signChain(chain, holder, other)
  expect(refusal(() => readChain(chainBytes(forged)))).toBe('malformed')
  const moved = { ...chain, subject: RecordId.parse('cd'.repeat(16)) }
  expect(refusal(() => readChain(chainBytes(moved)))).toBe('malformed')
})

const arrival = (txn: number) => ({
  exported: day,
  manifest: 'ef'.repeat(32),
  received: day,
  sender: holder,
  txn,
})

test('a chain says in which files its holder got a record, and no part can be changed', () => {
  const told = { lines: linesOf(kinds), subject, subjectKind: 'report' as const }
  const chain = signChain({ ...told, arrivals: [arrival(1), arrival(4)] }, holder, signing)
  expect(readChain(chainBytes(chain))).toEqual(chain)
  const { arrivals: _, ...without } = chain
  for (const forged of [
    without,
    { ...chain, arrivals: [arrival(1)] },
    { ...chain, arrivals: [arrival(1), { ...arrival(4), manifest: '00'.repeat(32) }] },
  ]) {
    expect(refusal(() => readChain(chainBytes(forged)))).toBe('malformed')
  }
  // Signed, and yet no account of a journal: twice the same lines, out of order, or an empty list.
  for (const arrivals of [[arrival(4), arrival(4)], [arrival(4), arrival(1)], []]) {
    const odd = signChain({ ...told, arrivals }, holder, signing)
    expect(refusal(() => readChain(chainBytes(odd)))).toBe('malformed')
  }
})

test('chains of one holder join to the same set in whatever order and however often they come', () => {
  const long = linesOf(['record.saved', 'record.filed', 'record.exported', 'record.exported'])
  const apart = linesOf(['record.saved', 'record.filed', 'record.exported', 'record.saved'], 4)
  const came = (lines: readonly ChainLine[], txns: readonly number[]) =>
    signChain(
      {
        ...(txns.length === 0 ? {} : { arrivals: txns.map(arrival) }),
        lines: [...lines],
        subject,
        subjectKind: 'report',
      },
      holder,
      signing,
    )
  const all = [1, 2, 3, 4].flatMap((n) => [
    came(long.slice(0, n), [2, 3, 5].slice(0, n - 1)),
    came(long.slice(0, n), [2, 3, 5].slice(0, Math.max(0, n - 2))),
    chainOf(apart.slice(0, n)),
  ])
  const joined = (order: readonly CustodyChain[]): string[] =>
    order
      .reduce<readonly CustodyChain[]>((known, chain) => joinChains(known, chain), [])
      .map((chain) => Buffer.from(chainBytes(chain)).toString())
      .sort()
  const whole = joined(all)
  expect(whole).toHaveLength(2)
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: all.length - 1 }), { maxLength: 20 }),
      (order) => {
        const some = order.flatMap((i) => all[i] ?? [])
        expect(joined([...some, ...all])).toEqual(whole)
        expect(joined([...all, ...some])).toEqual(whole)
      },
    ),
  )
})

test('of two chains that differ in what they withhold, the one that tells more stays, in any order', () => {
  const lines = linesOf(['record.saved', 'record.filed', 'record.exported'])
  const hashes = hashesOf({ lines, subject, subjectKind: 'report' })
  const telling = (told: readonly boolean[]): CustodyChain =>
    chainOf(lines.map((line, i) => (told[i] === true ? line : { hash: hashes[i] ?? '' })))
  const whole = telling([true, true, true])
  const some = telling([true, false, true])
  const others = telling([false, true, true])
  const joined = (order: readonly CustodyChain[]) =>
    order
      .reduce<readonly CustodyChain[]>((known, chain) => joinChains(known, chain), [])
      .map(({ signature }) => signature)
      .sort()
  expect(joined([some, whole])).toEqual([whole.signature])
  expect(joined([whole, some])).toEqual([whole.signature])
  expect(joined([some, others])).toEqual(joined([others, some]))
  expect(joined([some, others])).toHaveLength(2)
  expect(joined([some, others, whole])).toEqual([whole.signature])
})

const notice: Omit<Notice, 'signature'> = {
  author: holder,
  day,
  kind: 'withdrawal',
  revision: null,
  subject,
  subjectKind: 'source',
  text: '',
  uses: ['publish-attributed'],
}

test('a notice is read back as it was signed, and refused when anything in it was changed', () => {
  const signed = signNotice(notice, signing)
  expect(readNotice(noticeBytes(signed))).toEqual(signed)
  for (const change of [
    { day: Day.parse('2024-04-10') },
    { kind: 'correction' as const },
    { text: 'more' },
    { uses: [] },
    { author: AuthorKey.parse(zero) },
  ]) {
    expect(refusal(() => readNotice(noticeBytes({ ...signed, ...change })))).toBe('malformed')
  }
})
