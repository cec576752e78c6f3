import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noPace } from '../../src/main/exchange/pace.ts'
import { validateAsImport } from '../../src/main/exchange/validate-as-import.ts'
import { signChain } from '../../src/main/exchange/custody-chain.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import type { CaseId } from '../../src/shared/ids.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { CustodyChain } from '../../src/shared/custody.ts'
import { limits } from '../../src/shared/limits.ts'
import { ReportContent } from '../../src/shared/records.ts'
import { failureOf, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { build, id, person, sample, signed } from './sample.ts'
import * as forged from './sample.ts'
import { fill, hybridOf, lettingPass, prepared, preview, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { exportDecided, handOverDecided } from './decided.ts'

/*
 * Before a file is written, and above all before its records are erased here: can a recipient
 * import it?
 */

let two: Two
let field: TestVault
let desk: TestVault
beforeAll(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
})
afterAll(() => two.end())

const toKeyOf = async (of: TestVault) => ({
  kind: 'keys' as const,
  recipients: [await hybridOf(of)],
})

const faults = async (of: TestVault) =>
  (await of.handlers['vault.verify']({ task: nextTask() })).faults.map(({ what }) => what)

/** What a damaged page leaves of a chain: lines missing, under the signature of all lines. */
const cutShort = (chain: CustodyChain): CustodyChain => ({
  ...chain,
  lines: chain.lines.slice(0, 1),
})

/** A record of the field vault that the desk vault imported, with its custody chain. */
const received = async (codeName: string) => {
  const kept = await fill(field, codeName)
  const to = await toKeyOf(desk)
  await taken(desk, await two.exported(field, kept.caseId, to))
  const record = RecordId.parse(kept.reportId)
  const { custody } = session(desk).store
  const [chain] = custody.received(record)
  if (chain === undefined) throw new Error('no chain')
  const { holder } = chain
  const put = (one: CustodyChain): void => {
    const removed = custody
      .keys(record)
      .filter((key) => key.holder === holder)
      .map(({ digest }) => digest)
    custody.change({ subject: record, holder, removed, text: canonicalJson(one) })
  }
  return { ...kept, record, chain, put, whole: () => put(chain) }
}

const handOver = async (of: TestVault, to: TestVault, caseId: CaseId) =>
  handOverDecided(of.handlers, {
    task: nextTask(),
    choice: { kind: 'case', caseId },
    contact: session(to).author,
    overrides: [],
    purpose: '',
    folder: tokenFor(of, two.out),
  })

describe('a received custody chain that no longer verifies', () => {
  it('is shown as such, and named by Verify vault; also one that cannot be read', async () => {
    const { record, chain, put, whole } = await received('Marsh Tit')
    const theirs = async () =>
      (await desk.handlers['custody.of']({ id: record })).holders.at(-1)?.chains
    expect(await faults(desk)).toEqual([])
    put(cutShort(chain))
    expect(await theirs()).toMatchObject([{ holds: false, lines: [{}] }])
    expect(await faults(desk)).toEqual(['custody'])
    put({ ...chain, lines: [{ hash: 'zz' }] })
    expect(await theirs()).toEqual([
      { holds: false, signed: null, lines: [], arrivals: [], omitted: 0 },
    ])
    expect(await faults(desk)).toEqual(['custody'])
    whole()
    expect(await faults(desk)).toEqual([])
  })

  it('is not exported with its record, and recipients accept the file', async () => {
    const { caseId, record, chain, put, whole } = await received('Wood Lark')
    const to = await toKeyOf(field)
    for (const broken of [cutShort(chain), { ...chain, lines: [{ hash: 'zz' }] }]) {
      put(broken)
      const path = await two.exported(desk, caseId, to)
      const { items } = await preview(field, path)
      expect(items.find(({ subject }) => subject === record)?.effect).toBe('known')
    }
    whole()
  })

  it('does not cost the only copy when the record is handed over', async () => {
    const { caseId, record, chain, put } = await received('Blue Rail')
    put(cutShort(chain))
    const done = await handOver(desk, field, caseId)
    expect(done).toMatchObject({ refused: null, erased: { reports: 1 } })
    const { items } = await preview(field, join(two.out, done.fileName))
    expect(items.find(({ subject }) => subject === record)?.effect).toBe('known')
    expect(await faults(desk)).toEqual([])
  })

  it('is replaced by the intact one when it arrives again', async () => {
    const { caseId, chain, record, put } = await received('Snow Finch')
    put({ ...chain, lines: [...chain.lines, ...cutShort(chain).lines] })
    const to = await toKeyOf(desk)
    await taken(desk, await two.exported(field, caseId, to))
    const after = session(desk).store.custody.received(record)
    expect(after.filter(({ holder }) => holder === chain.holder)).toHaveLength(1)
    expect(await faults(desk)).toEqual([])
  })
})

describe('a file that its recipients would refuse', () => {
  it('is refused before it appears, nothing is recorded, and nothing is erased', async () => {
    const { store } = session(field)
    const [one, other] = [person(), person()]
    const kase = signed(one, { subject: id(700), kind: 'case', content: forged.caseContent('x') })
    const root = signed(one, {
      subject: id(701),
      kind: 'report',
      content: forged.reportContent('x', 'x', id(700)),
    })
    const next = signed(other, {
      subject: id(701),
      kind: 'report',
      content: forged.reportContent('y', 'y', id(700)),
      parents: [root.id],
    })
    const nothing = { seals: new Map() }
    // As after a bug: only the author may revise a record.
    store.exchange.commitImport(
      {
        exportId: 'a'.repeat(32),
        sender: one.author,
        pair: 'b'.repeat(64),
        sequence: 'c'.repeat(32),
        seq: 1,
        hash: 'd'.repeat(64),
        previous: null,
        day: forged.day,
      },
      [
        { ...nothing, subject: id(700), kind: 'case', revisions: [kase], heads: [kase.id] },
        { ...nothing, subject: id(701), kind: 'report', revisions: [root, next], heads: [next.id] },
      ],
    )
    const choice = { kind: 'case', caseId: id(700) as string as CaseId } as const
    const overrides = await lettingPass(field, choice)
    const input = { choice, overrides, purpose: '' }
    const exporting = async () =>
      exportDecided(field.handlers, {
        ...input,
        task: nextTask(),
        target: { kind: 'keys', recipients: [await hybridOf(desk)] },
        folder: tokenFor(field, two.out),
      })
    const handing = () =>
      handOverDecided(field.handlers, {
        ...input,
        task: nextTask(),
        contact: session(desk).author,
        folder: tokenFor(field, two.out),
      })
    const before = { files: readdirSync(two.out), seq: store.journal.tail().seq }
    expect(await failureOf(exporting)).toBe('tampered')
    expect(await failureOf(handing)).toBe('tampered')
    expect({ files: readdirSync(two.out), seq: store.journal.tail().seq }).toEqual(before)
    expect(store.revisions.list(id(701))).toHaveLength(2)
  })

  it('is found by reading it as a recipient does: a broken chain, a record of two authors', async () => {
    const [by, other] = [person(), person()]
    const to = [`age1${'q'.repeat(58)}`]
    const gathered = sample(by)
    const reading = (
      metadata: Parameters<typeof build>[4] = { chains: [], notices: [], escrow: null },
      of = gathered,
    ) =>
      failureOf(() =>
        validateAsImport([build(by, to, of, null, metadata).plaintext], to[0] ?? '', noPace),
      )
    expect(await reading()).toBe('none')
    const line = { hash: 'e'.repeat(64) }
    const chain = signChain(
      { lines: [line, line], subject: id(3), subjectKind: 'report' },
      by.author,
      by.keys,
    )
    expect(await reading({ chains: [chain], notices: [], escrow: null })).toBe('none')
    expect(await reading({ chains: [cutShort(chain)], notices: [], escrow: null })).toBe('tampered')
    const theirs = signed(other, {
      subject: id(4),
      kind: 'report',
      content: forged.reportContent('z', 'z'),
      parents: gathered.revisions.filter(({ subject }) => subject === id(4)).map((one) => one.id),
    })
    const mixed = { ...gathered, revisions: [...gathered.revisions, theirs] }
    expect(await reading(undefined, mixed)).toBe('tampered')
  })

  it('is refused while typing: texts within their limits that are too much together', async () => {
    const full = '"'.repeat(limits.body)
    const translation = { language: 'en', title: '', body: full, translator: '', editor: '' }
    const content = {
      ...reportContent(full),
      translations: [translation],
    }
    expect(ReportContent.safeParse(content).success).toBe(true)
    const save = () => field.handlers['reports.save']({ id: null, rev: 0, content })
    expect(await failureOf(save)).toBe('too-big')
    const sign = () =>
      signRevision(session(field), { subject: id(900), kind: 'report', content: content as never })
    expect(await failureOf(async () => sign())).toBe('too-big')
  })
})

it('a stored notice without its author’s signature has no effect, and is reported', async () => {
  const { caseId, sourceId } = await received('Reed Bunting')
  const open = session(desk)
  const withheld = async () =>
    (await prepared(desk, { kind: 'case', caseId })).items.filter(({ state }) => state === 'ok')
  const before = await withheld()
  open.store.notices.keep([
    {
      id: 'ab'.repeat(32),
      notice: {
        author: session(field).author,
        day: Day.parse('2024-05-01'),
        kind: 'withdrawal',
        revision: null,
        signature: '00'.repeat(64),
        subject: RecordId.parse(sourceId),
        subjectKind: 'source',
        text: '',
        uses: ['share-desk'],
      },
    },
  ])
  expect((await desk.handlers['custody.of']({ id: RecordId.parse(sourceId) })).notices).toEqual([])
  expect(await withheld()).toEqual(before)
  const { items } = await prepared(desk, { kind: 'case', caseId })
  expect(items.filter(({ item }) => item.startsWith('consent'))).toEqual(
    items.filter(({ item, state }) => item.startsWith('consent') && state === 'ok'),
  )
  expect(await faults(desk)).toEqual(['notice'])
  // The invalid notice is not exported, because recipients would refuse the file.
  const to = await toKeyOf(field)
  expect(await failureOf(async () => preview(field, await two.exported(desk, caseId, to)))).toBe(
    'none',
  )
})
