import { describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  chainBytes,
  isChainIntact,
  hashesOf,
  joinChains,
  readChain,
  toldKinds,
} from '../../src/main/exchange/custody-chain.ts'
import type { CustodyChain } from '../../src/shared/custody.ts'
import { RecordId, RevisionId } from '../../src/shared/ids.ts'
import { id, person } from './sample.ts'
import { line, chainBy, arrival } from './export-metadata.ts'

await sodiumReady()

describe('a chain of custody', () => {
  const by = person()
  const taken = (chain: CustodyChain): boolean => isChainIntact(chain)

  it('rises from line to line, each in its own transaction', () => {
    expect(taken(chainBy(by))).toBe(true)
    expect(taken(chainBy(by, { lines: [line({ seq: 3, txn: 3 })] }))).toBe(true)
    expect(taken(chainBy(by, { lines: [line({ seq: 3, txn: 4 })] }))).toBe(false)
    expect(taken(chainBy(by, { lines: [line({ subjectPrev: '1'.repeat(64) })] }))).toBe(false)
    const subject = { subject: id(3), subjectKind: 'report' as const }
    const first = line()
    const [hash = ''] = hashesOf({ lines: [first], ...subject })
    const next = (seq: number) => [first, line({ seq, txn: seq, subjectPrev: hash })]
    expect(taken(chainBy(by, { lines: next(4) }))).toBe(true)
    expect(taken(chainBy(by, { lines: next(3) }))).toBe(false)
    expect(taken(chainBy(by, { lines: next(2) }))).toBe(false)
    // A withheld line still has its hash.
    expect(taken(chainBy(by, { lines: [{ hash }, line({ seq: 4, subjectPrev: hash })] }))).toBe(
      true,
    )
    expect(
      taken(
        chainBy(by, { lines: [{ hash: '9'.repeat(64) }, line({ seq: 4, subjectPrev: hash })] }),
      ),
    ).toBe(false)
  })

  it('begins its arrivals at the first line, and they rise', () => {
    const of = (...txns: number[]) =>
      taken(chainBy(by, { arrivals: txns.map((txn) => arrival(by, { txn })) }))
    expect(of(1)).toBe(true)
    expect(of(1, 2)).toBe(true)
    expect(of(2, 2)).toBe(false)
    expect(of(2, 1)).toBe(false)
  })

  it('is signed over its subject, its kind and its holder', () => {
    const chain = chainBy(by)
    expect(readChain(chainBytes(chain))).toEqual(chain)
    expect(Object.keys(chain).sort()).toEqual([
      ...['holder', 'lines', 'signature', 'subject', 'subjectKind'],
    ])
    for (const forged of [
      { ...chain, subjectKind: 'case' as const, lines: [{ hash: 'ab'.repeat(32) }] },
      { ...chain, holder: person().author },
      { ...chain, signature: '0'.repeat(128) },
    ]) {
      expect(taken(forged)).toBe(false)
    }
    expect(() => readChain(new TextEncoder().encode('{}'))).toThrow('malformed')
  })

  it('that tells of more arrivals replaces one that tells of fewer', () => {
    const [few, many] = [[1], [1, 4]].map((txns) =>
      chainBy(by, { arrivals: txns.map((txn) => arrival(by, { txn })) }),
    )
    const other = chainBy(by, { arrivals: [arrival(by, { txn: 2 })] })
    if (few === undefined || many === undefined) throw new Error('no chains')
    expect(joinChains([few], many)).toEqual([many])
    expect(joinChains([many], few)).toEqual([many])
    expect(joinChains([few], other)).toEqual([few, other])
    expect(joinChains([], few)).toEqual([few])
    expect(joinChains([chainBy(by)], few)).toEqual([few])
  })

  it('tells what happened to a record, and nothing that its holder did with sources', () => {
    // A deliberate copy: one more kind would tell every recipient more.
    expect(toldKinds).toEqual([
      'record.saved',
      'record.filed',
      'record.merged',
      'record.removed',
      'record.restored',
      'record.exported',
      'record.imported',
      'record.published',
      'record.handed-over',
    ])
    expect(RecordId.parse(id(3))).toBe(id(3))
    expect(() => RevisionId.parse('x')).toThrow()
  })
})
