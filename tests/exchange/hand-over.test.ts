import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sign } from '../../src/crypto/sign.ts'
import { encryptAge } from '../../src/main/exchange/age-format.ts'
import { decodeBundle, encodeBundle } from '../../src/main/exchange/bundle.ts'
import { manifestBytes } from '../../src/main/exchange/manifest.ts'
import { newFileToken } from '../../src/main/vault/file-tokens.ts'
import type { Parsed } from '../../src/shared/contract.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { CaseId, ReportId, RevisionId, SourceId } from '../../src/shared/ids.ts'
import {
  caseContent,
  failureOf,
  openDesk,
  passphrase,
  reportContent,
  sourceContent,
  temporaryFolder,
  type Desk,
} from '../vault/harness.ts'
import { build, person, signed } from './sample.ts'
import { readBundle } from './second-reader.ts'

let place: ReturnType<typeof temporaryFolder>
let field: Desk
let desk: Desk
let out: string
let tasks = 0

const nextTask = (): string => (tasks += 1).toString(16).padStart(16, '0')
const made = async (name: string): Promise<Desk> => {
  const opened = openDesk(join(place.path, name))
  await opened.keeper.create({ passphrase, keyFile: null, pseudonym: name, language: 'en' })
  return opened
}
const tokenFor = (of: Desk, path: string) => {
  const token = newFileToken()
  of.files.add(token, path)
  return token
}
const hybridOf = async (of: Desk): Promise<string> =>
  (await of.handlers['exchange.self']({})).hybrid
const session = (of: Desk) => {
  const opened = of.keeper.session()
  if (opened === null) throw new Error('closed')
  return opened
}

const fill = async (of: Desk) => {
  const { handlers } = of
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  const source = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: sourceContent('Quiet Heron'),
  })
  const write = async (title: string, body: string) =>
    handlers['reports.save']({
      id: null,
      rev: 0,
      content: { ...reportContent(body, title), caseId: kase.id, sourceIds: [source.id] },
    })
  const filed = await write('강제 북송', '시장에서 들은 이야기 遣返')
  await handlers['reports.file']({ id: filed.id, rev: filed.rev })
  await write('Only a draft', 'not for anybody yet')
  return {
    caseId: kase.id as CaseId,
    sourceId: source.id as SourceId,
    reportId: filed.id as ReportId,
  }
}

const exported = async (
  of: Desk,
  caseId: CaseId,
  target: Parsed<'exports.write'>['target'],
): Promise<string> => {
  const { fileName } = await of.handlers['exports.write']({
    task: nextTask(),
    choice: { kind: 'case', caseId },
    target,
    purpose: 'Hand over',
    folder: tokenFor(of, out),
  })
  return join(out, fileName)
}
const preview = (of: Desk, path: string, words: string | null = null) =>
  of.handlers['imports.preview']({ task: nextTask(), file: tokenFor(of, path), passphrase: words })
const taken = async (of: Desk, path: string) => {
  const { exportId } = await preview(of, path)
  return of.handlers['imports.commit']({ exportId })
}

/** All that a refused import must not change. */
const state = (of: Desk) => {
  const { store } = session(of)
  return {
    seq: store.journal.tail().seq,
    imports: store.exchange.imports(),
    cases: store.cases.list(),
  }
}
const refused = async (path: string, words: string | null = null): Promise<string> => {
  const before = state(desk)
  const code = await failureOf(() => preview(desk, path, words))
  expect(state(desk)).toEqual(before)
  return code
}
const written = (bytes: Uint8Array): string => {
  const path = join(out, `${String((tasks += 1))}.age`)
  writeFileSync(path, bytes)
  return path
}

beforeEach(async () => {
  place = temporaryFolder()
  out = join(place.path, 'out')
  mkdirSync(out)
  field = await made('field')
  desk = await made('desk')
})
afterEach(() => {
  field.keeper.close()
  desk.keeper.close()
  place.remove()
})

describe('an export', () => {
  it('is one private file with a random name, dated midnight, of the size that was told', async () => {
    const { caseId } = await fill(field)
    const told = await field.handlers['exports.prepare']({ choice: { kind: 'case', caseId } })
    expect(told).toMatchObject({ reports: 1, cases: 1, sources: 1, draftsLeftOut: 1 })
    const path = await exported(field, caseId, { kind: 'keys', recipients: [await hybridOf(desk)] })
    expect(readdirSync(out)).toHaveLength(1)
    expect(path).toMatch(/\/[0-9a-f]{32}\.age$/)
    const stat = statSync(path)
    expect(stat.mode & 0o777).toBe(0o600)
    expect(stat.mtimeMs % 86_400_000).toBe(0)
    expect(stat.size).toBe(told.bytes)
  })

  it('is opened by the second reader and says the same', async () => {
    const { caseId, reportId } = await fill(field)
    const path = await exported(field, caseId, { kind: 'keys', recipients: [await hybridOf(desk)] })
    const decrypter = new Decrypter()
    decrypter.addIdentity(session(desk).age.hybrid.identity)
    const { records, seals } = readBundle(await decrypter.decrypt(readFileSync(path)))
    expect(records.map(({ kind }) => kind)).toEqual(['case', 'source', 'report'])
    expect(records[2]).toMatchObject({ subject: reportId, content: { title: '강제 북송' } })
    expect(seals.size).toBe(1)
    expect(JSON.stringify(records)).not.toContain('Only a draft')
  })

  it('is recorded, with a line in the journal for every record in it', async () => {
    const { caseId, reportId } = await fill(field)
    const recipient = await hybridOf(desk)
    await exported(field, caseId, { kind: 'keys', recipients: [recipient] })
    await exported(field, caseId, { kind: 'keys', recipients: [recipient] })
    const rows = await field.handlers['exports.list']({})
    expect(rows).toHaveLength(2)
    expect(
      session(field)
        .store.exchange.exports()
        .map(({ seq }) => seq),
    ).toEqual([2, 1])
    const { lines } = await field.handlers['journal.list']({
      subject: reportId,
      before: null,
      limit: 10,
    })
    expect(lines.filter(({ kind }) => kind === 'record.exported')).toHaveLength(2)
  })

  it('leaves nothing behind when it is refused, and records nothing', async () => {
    const { caseId } = await fill(field)
    const recipients = [await hybridOf(desk), (await desk.handlers['exchange.self']({})).classic]
    const before = state(field)
    expect(await failureOf(() => exported(field, caseId, { kind: 'keys', recipients }))).toBe(
      'mixed-recipients',
    )
    out = join(place.path, 'not-there')
    const target = { kind: 'keys' as const, recipients: recipients.slice(0, 1) }
    expect(await failureOf(() => exported(field, caseId, target))).toBe('storage')
    expect(state(field)).toEqual(before)
    expect(await field.handlers['exports.list']({})).toEqual([])
  })

  it('is cancelled without a trace', async () => {
    const { caseId } = await fill(field)
    const task = nextTask()
    const work = field.handlers['exports.write']({
      task,
      choice: { kind: 'case', caseId },
      target: { kind: 'passphrase', passphrase: 'one two three four' },
      purpose: '',
      folder: tokenFor(field, out),
    })
    setTimeout(() => void field.handlers['tasks.cancel']({ task }), 60)
    expect(await failureOf(() => work)).toBe('cancelled')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(readdirSync(out)).toEqual([])
    expect(await field.handlers['exports.list']({})).toEqual([])
  })

  it('holds nothing of reports that were never filed', async () => {
    const draft = await field.handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('not yet', 'A draft'),
    })
    const choice = { kind: 'reports' as const, reportIds: [draft.id as ReportId] }
    expect(await field.handlers['exports.prepare']({ choice })).toMatchObject({
      reports: 0,
      draftsLeftOut: 1,
    })
    const code = await failureOf(async () =>
      field.handlers['exports.write']({
        task: nextTask(),
        choice,
        target: { kind: 'keys', recipients: [await hybridOf(desk)] },
        purpose: '',
        folder: tokenFor(field, out),
      }),
    )
    expect(code).toBe('invalid')
    expect(readdirSync(out)).toEqual([])
  })
})

describe('an import', () => {
  it('shows what is new, then takes it in, seals and all', async () => {
    const { caseId, sourceId, reportId } = await fill(field)
    const path = await exported(field, caseId, { kind: 'keys', recipients: [await hybridOf(desk)] })
    const shown = await preview(desk, path)
    expect(shown).toMatchObject({ senderIsUs: false, seen: false, purpose: 'Hand over' })
    expect(shown.sender).toBe((await field.handlers['exchange.self']({})).fingerprint)
    expect(shown.items.map(({ title, effect }) => [title, effect])).toEqual([
      ['Winter', 'new'],
      ['Quiet Heron', 'new'],
      ['강제 북송', 'new'],
    ])
    const counts = await desk.handlers['imports.commit']({ exportId: shown.exportId })
    expect(counts).toEqual({ added: 3, updated: 0, conflicts: 0, known: 0, refused: 0 })
    const there = await desk.handlers['reports.get']({ id: reportId })
    expect(there).toMatchObject({ state: 'filed', content: { caseId, sourceIds: [sourceId] } })
    expect(session(desk).store.sources.seal(sourceId)).toEqual(
      session(field).store.sources.seal(sourceId),
    )
    const found = await desk.handlers['search.query']({ query: '북송', limit: 10 })
    expect(found.total).toBe(1)
    const [revision] = await desk.handlers['reports.revisions']({ id: reportId })
    const read = await desk.handlers['reports.revision']({ id: revision?.id as RevisionId })
    expect(read.verified).toBe(true)
  })

  it('changes nothing the second time', async () => {
    const { caseId } = await fill(field)
    const path = await exported(field, caseId, { kind: 'keys', recipients: [await hybridOf(desk)] })
    await taken(desk, path)
    const before = state(desk)
    const again = await preview(desk, path)
    expect(again.seen).toBe(true)
    expect(await desk.handlers['imports.commit']({ exportId: again.exportId })).toMatchObject({
      added: 0,
      known: 3,
    })
    expect(state(desk)).toEqual(before)
  })

  it('follows to a later revision, and refuses the earlier file afterwards: rolled-back', async () => {
    const { caseId, reportId } = await fill(field)
    const target = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
    const first = await exported(field, caseId, target)
    const report = await field.handlers['reports.get']({ id: reportId })
    const content = { ...report.content, body: 'said again, better' }
    const { rev } = await field.handlers['reports.save']({ id: reportId, rev: report.rev, content })
    await field.handlers['reports.file']({ id: reportId, rev })
    const second = await exported(field, caseId, target)
    expect(await taken(desk, second)).toMatchObject({ added: 3 })
    expect(await refused(first)).toBe('rolled-back')
    expect((await desk.handlers['reports.get']({ id: reportId })).content.body).toBe(content.body)
    expect(await desk.handlers['reports.revisions']({ id: reportId })).toHaveLength(2)
  })

  it('keeps both heads when both sides went on, and updates when they are merged', async () => {
    const { caseId, reportId } = await fill(field)
    const toDesk = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
    const toField = { kind: 'keys' as const, recipients: [await hybridOf(field)] }
    const goOn = async (of: Desk, body: string): Promise<void> => {
      const report = await of.handlers['reports.get']({ id: reportId })
      const content = { ...report.content, body }
      const { rev } = await of.handlers['reports.save']({ id: reportId, rev: report.rev, content })
      await of.handlers['reports.file']({ id: reportId, rev })
    }
    await taken(desk, await exported(field, caseId, toDesk))
    await goOn(field, 'as the field has it')
    await goOn(desk, 'as the desk has it')
    expect(await taken(desk, await exported(field, caseId, toDesk))).toMatchObject({ conflicts: 1 })
    const both = await desk.handlers['reports.get']({ id: reportId })
    expect(both.heads).toHaveLength(2)
    expect(both.content.body).toBe('as the desk has it')
    const content = { ...both.content, body: 'as both have it' }
    const { rev } = await desk.handlers['reports.save']({ id: reportId, rev: both.rev, content })
    const { signing, author, store } = session(desk)
    const merging = signed(
      { keys: signing, author },
      { subject: RecordId.parse(reportId), kind: 'report', content, parents: both.heads },
    )
    store.reports.file({ id: reportId, rev, revision: merging })
    expect(await taken(field, await exported(desk, caseId, toField))).toEqual({
      added: 0,
      updated: 1,
      conflicts: 0,
      known: 2,
      refused: 0,
    })
    const merged = await field.handlers['reports.get']({ id: reportId })
    expect([merged.heads.length, merged.content.body]).toEqual([1, 'as both have it'])
  })

  it('of our own export is no matter', async () => {
    const { caseId } = await fill(field)
    const path = await exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(field)],
    })
    expect(await preview(field, path)).toMatchObject({ senderIsUs: true })
    expect(await taken(field, path)).toMatchObject({ known: 3, added: 0 })
  })

  it('opens a passphrase file with its passphrase only', async () => {
    const { caseId } = await fill(field)
    const words = 'copper stair 여섯 thaw'
    const path = await exported(field, caseId, { kind: 'passphrase', passphrase: words })
    expect(await refused(path)).toBe('not-for-us')
    expect(await refused(path, 'another passphrase')).toBe('not-for-us')
    expect((await preview(desk, path, words)).items).toHaveLength(3)
  })

  it('cannot be committed once it is discarded, or after another preview was refused', async () => {
    const { caseId } = await fill(field)
    const path = await exported(field, caseId, { kind: 'keys', recipients: [await hybridOf(desk)] })
    const { exportId } = await preview(desk, path)
    await desk.handlers['imports.discard']({})
    expect(await failureOf(() => desk.handlers['imports.commit']({ exportId }))).toBe('not-found')
    await preview(desk, path)
    await refused(written(new Uint8Array(10)))
    expect(await failureOf(() => desk.handlers['imports.commit']({ exportId }))).toBe('not-found')
  })
})

describe('nothing is written by an import', () => {
  it('that is for somebody else, altered, cut short, too big, or no bundle at all', async () => {
    const { caseId } = await fill(field)
    const other = await hybridOf(field)
    const forOther = await exported(field, caseId, { kind: 'keys', recipients: [other] })
    expect(await refused(forOther)).toBe('not-for-us')
    const recipients = [await hybridOf(desk)]
    const good = readFileSync(await exported(field, caseId, { kind: 'keys', recipients }))
    const altered = Buffer.from(good)
    altered[20_000] = (altered[20_000] ?? 0) ^ 1
    expect(await refused(written(altered))).toBe('malformed')
    expect(await refused(written(good.subarray(0, good.length - 1)))).toBe('truncated')
    expect(await refused(written(good.subarray(0, 5_000)))).toBe('truncated')
    expect(await refused(written(new Uint8Array()))).toBe('truncated')
    expect(await refused(written(Buffer.from('Dear desk,')))).toBe('malformed')
    expect(
      await refused(written(await encryptAge(Buffer.from('hi'), { kind: 'keys', recipients }))),
    ).toBe('truncated')
    expect(await refused(out)).toBe('malformed')
  })

  it('whose manifest was signed by another, or that was passed on to us by a recipient', async () => {
    const recipients = [await hybridOf(desk)]
    const [sender, liar] = [person(), person()]
    const { plaintext } = build(sender, recipients)
    const taken = decodeBundle(plaintext)
    const bytes = manifestBytes(taken.manifest)
    const forged = encodeBundle({
      ...taken,
      manifestBytes: bytes,
      signature: sign('bundle', bytes, liar.keys.secretKey),
    })
    const to = { kind: 'keys' as const, recipients }
    expect(await refused(written(await encryptAge(forged, to)))).toBe('bad-signature')
    const forField = build(sender, [await hybridOf(field)]).plaintext
    expect(await refused(written(await encryptAge(forField, to)))).toBe('wrong-recipients')
  })

  it('with any of many single bits turned, or cut anywhere', async () => {
    const recipients = [await hybridOf(desk)]
    const good = await encryptAge(build(person(), recipients).plaintext, {
      kind: 'keys',
      recipients,
    })
    for (let i = 0; i < 20; i += 1) {
      const flipped = Buffer.from(good)
      const at = Math.floor((good.length * i) / 20)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (i % 8))
      expect(await refused(written(flipped)), `byte ${at}`).not.toBe('none')
      expect(await refused(written(good.subarray(0, at))), `cut at ${at}`).not.toBe('none')
    }
  })
})
