import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  BackupManifest,
  backupLimits,
  backupManifestBytes,
  readBackupManifest,
} from '../../src/main/exchange/backup-manifest.ts'
import { cardBytes, readCard } from '../../src/main/exchange/card.ts'
import { contentBounds } from '../../src/main/exchange/content-bounds.ts'
import {
  chainBytes,
  hashesOf,
  readChain,
  signChain,
} from '../../src/main/exchange/custody-chain.ts'
import { boundsOf } from '../../src/main/exchange/json-bounds.ts'
import {
  bundleLimits,
  Manifest,
  manifestBytes,
  readManifest,
} from '../../src/main/exchange/manifest.ts'
import { noticeBytes, readNotice } from '../../src/main/exchange/notice.ts'
import { formOf } from '../../src/main/exchange/object-kinds.ts'
import { holds, readRevision, revisionBytes } from '../../src/main/exchange/revision.ts'
import { Card } from '../../src/shared/contacts.ts'
import { CustodyChain, Notice } from '../../src/shared/custody.ts'
import type { ChainLine } from '../../src/shared/custody.ts'
import { Escrow } from '../../src/shared/escrow.ts'
import { AuthorKey } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { Revision } from '../../src/shared/records.ts'
import { consentUse, recordKind } from '../../src/shared/vocabularies.ts'
import { sampleOf } from './bundle-kit.ts'
import { cardOf, identityText } from './cards.ts'
import { arrival, line, noticeBy } from './export-metadata.ts'
import { fullest, marksOf } from './fullest.ts'
import { id, person, signed } from './sample.ts'

await sodiumReady()

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

describe('what a document holds at most', () => {
  it('is what docs/FORMAT-EXCHANGE.md and docs/FORMAT-BACKUP.md say', () => {
    const said = (schema: z.ZodType): readonly number[] => Object.values(boundsOf(schema))
    expect(said(Manifest)).toEqual([500_031, 11])
    expect(said(Revision)).toEqual([25, 9])
    expect(said(CustodyChain)).toEqual([186_006, 8])
    expect(said(Notice)).toEqual([13, 9])
    expect(said(Card)).toEqual([26, 10])
    expect(said(Escrow)).toEqual([5, 5])
    expect(said(BackupManifest)).toEqual([401_519, 500])
    expect(contentBounds).toEqual({
      case: { marks: 3, members: 3 },
      source: { marks: 282, members: 17 },
      report: { marks: 3327, members: 14 },
      claim: { marks: 344, members: 17 },
      attribution: { marks: 10, members: 10 },
      publication: { marks: 55_555, members: 8 },
    })
  })

  it('follows from a schema, and is refused for one with an unbounded list', () => {
    const inner = z.strictObject({ a: z.string(), b: z.array(z.int()).max(3).optional() })
    expect(boundsOf(z.string())).toEqual({ marks: 0, members: 0 })
    expect(boundsOf(z.array(z.string()).max(0))).toEqual({ marks: 1, members: 0 })
    expect(boundsOf(z.strictObject({}))).toEqual({ marks: 1, members: 0 })
    expect(boundsOf(inner)).toEqual({ marks: 5, members: 2 })
    expect(boundsOf(z.array(inner.nullable()).max(4))).toEqual({ marks: 24, members: 2 })
    expect(boundsOf(z.union([inner, z.array(z.int()).max(9)]))).toEqual({ marks: 9, members: 2 })
    expect(() => boundsOf(z.array(z.int()))).toThrow('internal')
    expect(() => boundsOf(z.record(z.string(), z.int()))).toThrow('internal')
  })
})

describe('whatever can be written can be read', () => {
  let by: ReturnType<typeof person>
  beforeAll(() => {
    by = person()
  })

  it.each(recordKind)('the fullest record of the kind %s', (kind) => {
    const revision = signed(by, { subject: id(1), kind, content: fullest[kind]() })
    const marks = marksOf(revision.content)
    if (kind !== 'publication') expect(marks).toBe(contentBounds[kind].marks)
    else expect(marks).toBeGreaterThan(49_000)
    const bytes = revisionBytes(revision)
    expect(bytes.length).toBeLessThanOrEqual(formOf(kind).maxBytes)
    expect(holds(readRevision(bytes))).toBe(true)
  })

  it('a revision with the maximum number of parents', () => {
    const revision = signed(by, { subject: id(1), kind: 'case', content: fullest.case() })
    const parents = Array.from({ length: limits.parents }, () => revision.id)
    const bytes = revisionBytes({ ...revision, parents })
    expect(marksOf(textOf(bytes))).toBe(25)
    expect(readRevision(bytes).parents).toEqual(parents)
  })

  it('the longest manifest', () => {
    const digest = 'f'.repeat(64)
    const card = {
      kind: 'card',
      length: limits.cardBytes,
      subject: AuthorKey.parse('f'.repeat(64)),
      digest,
    } as const
    const { manifest } = sampleOf()
    const longest = manifestBytes({
      ...manifest,
      recipients: Array.from(
        { length: limits.recipients },
        (_, i) => `age1pq1${i.toString().replaceAll('1', 'x').padStart(1952, 'q')}`,
      ).sort(),
      seq: Number.MAX_SAFE_INTEGER,
      previous: digest,
      purpose: '\0'.repeat(limits.reason),
      objects: Array.from({ length: bundleLimits.objects }, () => card),
    } as Manifest)
    expect(marksOf(textOf(longest))).toBe(500_031)
    expect(longest.length).toBeLessThan(bundleLimits.manifestBytes)
    // This many cards exceed the limit, which is checked last.
    expect(() => readManifest(longest)).toThrow('too-big')
  })

  it("the longest backup's manifest", () => {
    const counts = Object.fromEntries(
      Array.from({ length: backupLimits.kinds }, (_, i) => [
        `record.${'a'.repeat(27)}${i
          .toString(16)
          .replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
          .padStart(6, 'z')}`,
        Number.MAX_SAFE_INTEGER,
      ]),
    )
    const hash = 'f'.repeat(64)
    const size = { length: Number.MAX_SAFE_INTEGER, digest: hash }
    const bytes = backupManifestBytes({
      ...{ format: 'understory-backup', version: 1, backupId: '0'.repeat(32), author: by.author },
      ...{ vault: '0'.repeat(32), day: '2025-01-01', schema: 10_000, key: hash, database: size },
      counts: { records: counts, revisions: counts, journal: counts },
      tail: { seq: Number.MAX_SAFE_INTEGER, hash },
      blobs: Array.from({ length: backupLimits.blobs }, (_, i) => ({
        ...size,
        name: i.toString(16).padStart(32, '0'),
      })),
    } as BackupManifest)
    expect(marksOf(textOf(bytes))).toBe(401_519)
    expect(bytes.length).toBeLessThan(backupLimits.manifestBytes)
    expect(readBackupManifest(bytes).blobs).toHaveLength(backupLimits.blobs)
  })

  it('the longest chain of custody', () => {
    const about = { subject: id(3), subjectKind: 'report' } as const
    const lines: ChainLine[] = []
    let before = '0'.repeat(64)
    for (let seq = 1; seq <= limits.custodyLines; seq += 1) {
      // A numeric pseudonym counts as a number in every line.
      const next = line({ actor: '1234567', seq, txn: seq, subjectPrev: before })
      lines.push(next)
      before = hashesOf({ lines: [next], ...about })[0] ?? ''
    }
    const arrivals = Array.from({ length: limits.custodyArrivals }, (_, i) =>
      arrival(by, { txn: i + 1 }),
    )
    const bytes = chainBytes(signChain({ lines, arrivals, ...about }, by.author, by.keys))
    expect(marksOf(textOf(bytes))).toBe(186_006)
    expect(readChain(bytes).lines).toHaveLength(limits.custodyLines)
  })

  it('the longest notice and the longest card', () => {
    const notice = noticeBytes(
      noticeBy(by, { uses: [...consentUse], text: '"'.repeat(limits.reason) }),
    )
    expect(marksOf(textOf(notice))).toBe(13)
    expect(readNotice(notice).uses).toEqual(consentUse)
    const desks = Array.from({ length: limits.desks }, (_, i) => i.toString(16).padStart(64, '0'))
    const card = cardBytes(cardOf(by, { identity: identityText(), desks: desks as Card['desks'] }))
    expect(marksOf(textOf(card))).toBe(26)
    expect(readCard(card).desks).toEqual(desks)
  })
})
