import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inFull } from '../in-full.ts'
import { plainDigest } from '../../src/crypto/digest.ts'
import { sign } from '../../src/crypto/sign.ts'
import { backupLimits, readBackupManifest } from '../../src/main/exchange/backup-manifest.ts'
import { readCard } from '../../src/main/exchange/card.ts'
import { readChain } from '../../src/main/exchange/custody-chain.ts'
import { readEscrow } from '../../src/main/exchange/escrow.ts'
import { bundleLimits, readManifest } from '../../src/main/exchange/manifest.ts'
import { filesOf } from '../../src/main/exchange/named-files.ts'
import { readNotice } from '../../src/main/exchange/notice.ts'
import { formOf } from '../../src/main/exchange/object-kinds.ts'
import { hex, holds, readRevision, revisionBytes } from '../../src/main/exchange/revision.ts'
import { canonicalBytes } from '../../src/main/exchange/strict-json.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { Failure } from '../../src/shared/failure.ts'
import { CaseId, RecordId, ReportId, RevisionId, SourceId } from '../../src/shared/ids.ts'
import type { Day } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { ReportContent, SourceContent } from '../../src/shared/records.ts'
import { revisionForm } from '../../src/shared/revision-form.ts'
import { recordKind } from '../../src/shared/vocabularies.ts'
import type { TestVault } from '../vault/harness.ts'
import { bombs } from './bombs.ts'
import { codeOf } from './bundle-kit.ts'
import { processTime } from './cpu-time.ts'
import { nextTask, session } from './test-vault.ts'
import { knows } from './meet.ts'
import { build, id, person, sample, signed } from './sample.ts'
import * as forged from './sample.ts'
import {
  committed,
  fill,
  hybridOf,
  prepared,
  preview,
  refused,
  taken,
  twoVaults,
} from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { encryptAge } from './whole-age.ts'
import { decodeWhole, encodeWhole } from './whole-bundle.ts'

/*
 * What a known sender may put into a file, and that it harms only that sender's files: each refusal
 * leaves no trace.
 */

let two: Two
let field: TestVault
let desk: TestVault
let us: string
let by: ReturnType<typeof person>
beforeAll(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
  us = await hybridOf(desk)
  by = person()
  knows(desk, by)
})
afterAll(() => two.end())

const sealed = async (plaintext: Uint8Array): Promise<string> =>
  two.written(await encryptAge(plaintext, { kind: 'keys', recipients: [us] }))

/** A good bundle with another manifest, which its sender signs. */
const remade = async (
  change: Readonly<Record<string, unknown>>,
  from = build(by, [us]),
  signer = by,
): Promise<string> => {
  const whole = decodeWhole(from.plaintext)
  const manifestBytes = canonicalBytes({ ...whole.manifest, ...change } as unknown as Canonical)
  const signature = sign('bundle', manifestBytes, signer.keys.secretKey)
  return sealed(encodeWhole({ ...whole, manifestBytes, signature }))
}

const ofRevisions = (revisions: ReturnType<typeof sample>['revisions'], from = by) =>
  build(from, [us], { ...sample(from), revisions, seals: [] })

describe('no import leaves a trace', () => {
  it('that lists its recipients out of order, twice, of two kinds, or malformed', async () => {
    const other = await hybridOf(field)
    const backwards = [us, other].sort().reverse()
    const { classic } = await desk.handlers['exchange.self']({})
    for (const recipients of [
      backwards,
      [us, us],
      [us, classic].sort(),
      ['nonsense', us].sort(),
      [us, 'scrypt'],
      ['scrypt', 'scrypt'],
    ]) {
      expect(await refused(desk, await remade({ recipients }))).toBe('malformed')
    }
  })

  it('that is dated, or has a dated part, after the last day that a clock may show', async () => {
    expect(await refused(desk, await remade({ day: '9999-12-31' }))).toBe('malformed')
    expect(await refused(desk, await remade({ day: '2100-01-01' }))).toBe('malformed')
  })

  it('of an unknown version', async () => {
    expect(await refused(desk, await remade({ version: 2 }))).toBe('unsupported')
    const { plaintext } = build(by, [us])
    const next = Buffer.from(plaintext)
    next.write('2', 'UNDERSTORY BUNDLE '.length)
    expect(await refused(desk, await sealed(next))).toBe('unsupported')
  })

  it('of more objects than a bundle may have', async () => {
    const { objects } = decodeWhole(build(by, [us]).plaintext).manifest
    const many = Array.from({ length: bundleLimits.objects + 1 }, () => objects[0])
    expect(await refused(desk, await remade({ objects: many }))).toBe('malformed')
  })

  it('of more attached files than a vault lists at once', async () => {
    const { objects } = decodeWhole(build(by, [us]).plaintext).manifest
    const attached = Array.from({ length: bundleLimits.attachments + 1 }, (_, i) => ({
      ...{ kind: 'attachment', subject: id(1), length: 100 },
      digest: i.toString(16).padStart(64, '0'),
    }))
    expect(await refused(desk, await remade({ objects: [...objects, ...attached] }))).toBe(
      'too-big',
    )
  })

  it('that is nested deeper than any reader allows', async () => {
    let deep: unknown = 'x'
    for (let i = 0; i < 40; i += 1) deep = [deep]
    expect(await refused(desk, await remade({ purpose: deep }))).toBe('malformed')
  })

  it('that has the name of another file by the same sender', async () => {
    const first = build(by, [us])
    const { exportId } = first.manifest
    await taken(desk, await sealed(first.plaintext))
    expect(await refused(desk, await remade({ exportId }))).toBe('rolled-back')
  })
})

describe('one sender cannot block another', () => {
  it('by taking the name of a file that both received', async () => {
    const { caseId, reportId } = await fill(field, 'Marsh Tit')
    const to = { kind: 'keys' as const, recipients: [us] }
    const good = await two.exported(field, caseId, to)
    const { exportId } = await preview(desk, good)
    const mallory = person()
    knows(desk, mallory)
    const kase = signed(mallory, {
      subject: id(901),
      kind: 'case',
      content: forged.caseContent('hers'),
    })
    await taken(desk, await remade({ exportId }, ofRevisions([kase], mallory), mallory))
    expect(await taken(desk, good)).toMatchObject({ added: 3, refused: 0 })
    expect(session(desk).store.revisions.list(RecordId.parse(reportId))).toHaveLength(1)
    // The same file again is recognised.
    expect((await preview(desk, good)).cameBefore).toBe(true)
    expect((await desk.handlers['vault.verify']({ task: nextTask() })).faults).toEqual([])
  })
})

describe('record by record', () => {
  it('a file that lacks an intermediate revision of a record imports nothing of that record', async () => {
    const kase = (title: string, parents: Parameters<typeof signed>[1]['parents'] = []) =>
      signed(by, { subject: id(50), kind: 'case', content: forged.caseContent(title), parents })
    const one = kase('one')
    const middle = kase('two', [one.id])
    const last = kase('three', [middle.id])
    const other = signed(by, { subject: id(51), kind: 'case', content: forged.caseContent('b') })
    const path = await sealed(ofRevisions([one, last, other]).plaintext)
    const seen = await preview(desk, path)
    expect(seen.items).toMatchObject([
      { subject: id(50), effect: 'refused', why: 'incomplete' },
      { subject: id(51), effect: 'new' },
    ])
    expect(await committed(desk, seen.exportId)).toMatchObject({ added: 1, refused: 1 })
    expect(session(desk).store.revisions.heads(id(50))).toBeNull()
    const whole = await sealed(ofRevisions([one, middle, last]).plaintext)
    expect(await taken(desk, whole)).toMatchObject({ added: 1, refused: 0 })
  })

  it('a record in the form of an older version is shown as new, and taken', async () => {
    const sender = person()
    knows(desk, sender)
    const { vantage, ...older } = forged.sourceContent('Old Source') as Record<string, Canonical>
    expect(vantage).toBeDefined()
    const gathered = sample(sender)
    const subject = id(0x77)
    const odd = signed(sender, {
      subject,
      kind: 'source',
      content: { ...older, kind: 'on-record', codeName: '', name: 'Old Source' },
    })
    const newer = signed(sender, {
      subject: id(0x78),
      kind: 'case',
      content: forged.caseContent('c'),
    })
    const path = await sealed(
      build(sender, [us], { ...gathered, revisions: [odd, newer], seals: [] }).plaintext,
    )
    const seen = await preview(desk, path)
    expect(seen.items.map(({ effect }) => effect)).toEqual(['new', 'new'])
    expect(await committed(desk, seen.exportId)).toMatchObject({ added: 2, refused: 0 })
    const source = await desk.handlers['sources.get']({ id: SourceId.parse(subject) })
    expect(source.content.name).toBe('Old Source')
    expect((await desk.handlers['vault.verify']({ task: nextTask() })).faults).toEqual([])
    const [kept] = session(desk).store.revisions.list(subject)
    expect(hex(plainDigest(Buffer.from(kept?.revision.content ?? '')))).toBe(
      hex(plainDigest(Buffer.from(odd.content))),
    )
  })

  it('a source and a report that lack all that an older version did not write stop no list, review or deletion', async () => {
    const sender = person()
    knows(desk, sender)
    const { kind, role, region, access, reliability, reliabilityReason, note, codeName } =
      forged.sourceContent('') as Record<string, Canonical>
    const common = { role, region, access, reliability, reliabilityReason, note, codeName } as const
    const bare = { ...common, kind: 'on-record', name: 'Bare Office' } as Record<string, Canonical>
    expect(kind).toBe('protected')
    const [caseId, subject] = [id(0x7a), id(0x7b)]
    const { overrides, ...report } = forged.reportContent('Bare', 'x', caseId, [subject]) as Record<
      string,
      Canonical
    >
    expect(overrides).toEqual([])
    const revisions = [
      signed(sender, { subject: caseId, kind: 'case', content: forged.caseContent('Bare') }),
      signed(sender, { subject, kind: 'source', content: bare }),
      signed(sender, { subject: id(0x7c), kind: 'report', content: report }),
    ]
    await taken(
      desk,
      await sealed(build(sender, [us], { ...sample(sender), revisions, seals: [] }).plaintext),
    )
    const { handlers } = desk
    const { store } = session(desk)
    const stored = store.sources.get(SourceId.parse(subject))
    expect(stored.content).toEqual(SourceContent.parse(bare))
    expect(store.reports.get(ReportId.parse(id(0x7c))).content).toEqual(ReportContent.parse(report))
    await handlers['overview.counts']({ caseId: null, today: '2024-05-02' as Day })
    await handlers['wipe.inventory']({})
    const { items } = await prepared(desk, { kind: 'case', caseId: CaseId.parse(caseId) })
    expect(items).not.toEqual([])
    const report2 = await handlers['reports.get']({ id: ReportId.parse(id(0x7c)) })
    await handlers['records.remove']({ id: RecordId.parse(id(0x7c)), rev: report2.rev })
    await handlers['records.remove']({ id: RecordId.parse(subject), rev: stored.rev })
    expect(store.sources.known().has(stored.id)).toBe(false)
  })
})

describe('no import blocks the vault', () => {
  /**
   * Milliseconds of processor time: many times what it takes; without bounds, three times as long.
   */
  const soon = 3_000
  /** Bytes: a parsed bomb takes twenty times its own size. */
  const room = 256 * 1024 * 1024

  const refusedSoon = async (act: () => unknown): Promise<void> => {
    const [since, before] = [processTime(), process.memoryUsage().heapUsed]
    const code = await codeOf(act)
    expect(processTime() - since).toBeLessThan(soon)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(room)
    expect(code).toBe('malformed')
  }

  const documents: readonly (readonly [string, number, (bytes: Uint8Array) => unknown])[] = [
    ['a manifest', bundleLimits.manifestBytes, readManifest],
    ["a backup's manifest", backupLimits.manifestBytes, readBackupManifest],
    ['a revision', formOf('report').maxBytes, readRevision],
    ['a chain of custody', formOf('custody').maxBytes, readChain],
    ['a notice', formOf('notice').maxBytes, readNotice],
    ['an escrow', formOf('escrow').maxBytes, readEscrow],
    ['a card', formOf('card').maxBytes, readCard],
  ]
  /** All bombs in a long run, else a sixth of them: each is tried on another document. */
  const some = (nth: number) => bombs.filter((_, at) => inFull || (at + nth) % 6 === 0)
  const tried = documents.map((document, nth) => [...document, some(nth)] as const)

  it.each(tried)('by %s of a few repeated characters', async (_, most, read, chosen) => {
    for (const [, bomb] of chosen) {
      const bytes = Buffer.from(bomb(most))
      await refusedSoon(() => read(bytes))
    }
  })

  it.each(recordKind)('by a signed content of the kind %s', async (kind) => {
    // The other kinds can hold almost nothing of a bomb.
    for (const [, bomb] of kind === 'publication' ? some(0) : bombs.slice(0, 1)) {
      const content = bomb(limits.revisionContent)
      const revision = { ...signed(by, { subject: id(60), kind, content: null }), content }
      const form = Buffer.from(revisionForm(revision))
      const whole = readRevision(
        revisionBytes({
          ...revision,
          id: RevisionId.parse(hex(plainDigest(form))),
          signature: hex(sign('revision', form, by.keys.secretKey)),
        }),
      )
      await refusedSoon(() => {
        if (!holds(whole)) throw new Failure('malformed')
      })
    }
  })

  it('by a report over its limits: it is not searched for files', () => {
    const file = {
      id: '0'.repeat(32),
      name: 'a',
      mediaType: 'a/a',
      bytes: 1,
      digest: 'a'.repeat(64),
    }
    const named = { attachments: [{ ...file, cleaned: null }] }
    const content = canonicalJson({ ...(forged.reportContent('a', 'a') as object), ...named })
    const filesIn = (words: string) =>
      filesOf({ ...signed(by, { subject: id(61), kind: 'report', content: null }), content: words })
    expect(filesIn(content)).toHaveLength(1)
    // With a duplicate key, a parser takes the last value.
    const heavy = content.replace('{', `{"attachments":[${'0,'.repeat(10_000)}0],`)
    expect(JSON.parse(heavy)).toEqual(JSON.parse(content))
    expect(filesIn(heavy)).toEqual([])
  })

  it('by a day of megabytes', async () => {
    const { manifest } = build(by, [us])
    const bytes = canonicalBytes({ ...manifest, day: '2-'.repeat(9_000_000) } as Canonical)
    await refusedSoon(() => readManifest(bytes))
  })

  it('by a file whose manifest is megabytes of brackets: it is refused quickly, and nothing else happens', async () => {
    const { signature, ...whole } = decodeWhole(build(by, [us]).plaintext)
    for (const [, bomb] of bombs.slice(0, 3)) {
      const manifestBytes = Buffer.from(bomb(bundleLimits.manifestBytes))
      const path = await sealed(encodeWhole({ ...whole, manifestBytes, signature }))
      const since = processTime()
      expect(await refused(desk, path)).toBe('malformed')
      expect(processTime() - since).toBeLessThan(2 * soon)
    }
  })
})
