import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { CaseId, RevisionId } from '../../src/shared/ids.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { caseContent, reportContent, sourceContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { several } from '../in-full.ts'
import { newGroup } from './group.ts'
import type { Group } from './group.ts'
import { history } from './history.ts'
import type { History, Step } from './history.ts'
import { session } from './test-vault.ts'
import { committed, preview, toShare } from './two-vaults.ts'

/** Number of histories to play, in groups of vaults that are replaced at intervals. */
const count = Number(process.env['HISTORIES'] ?? several(4, 200))
const seed = Number(process.env['HISTORIES_SEED'] ?? 20_240_412)
const perGroup = 20

/** A filed text and its revision. */
type Filed = { readonly record: RecordId; readonly revision: RevisionId; readonly body: string }

type World = {
  readonly group: Group
  /** The vaults that write in it; the files of the beginning and the end reach all vaults. */
  readonly acting: readonly TestVault[]
  readonly caseId: CaseId
  readonly report: RecordId
  readonly records: readonly RecordId[]
  readonly files: string[]
  readonly filed: Filed[]
}

const has = ({ controller }: TestVault, record: RecordId): boolean =>
  controller.session()?.store.revisions.heads(record) !== null

const bodyOf = (words: readonly string[], n: number): string => `${words.join(' ')} ${n}`

/** A case, a source and a report, filed by the first vault of the group. */
const begin = async (group: Group, n: number, desks: number): Promise<World> => {
  const [first] = group.desks as [TestVault]
  const { handlers } = first
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent(`Case ${n}`) })
  const source = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent(`Quiet Heron ${n}`), consents: [toShare] },
    identity: null,
  })
  const content = {
    ...reportContent(`first ${n}`, 'A report'),
    caseId: kase.id,
    sourceIds: [source.id],
  }
  const { id } = await handlers['reports.save']({ id: null, rev: 0, content })
  const report = RecordId.parse(id)
  const records = [report, RecordId.parse(kase.id), RecordId.parse(source.id)]
  const acting = group.desks.slice(0, desks)
  const world: World = { group, acting, caseId: kase.id, report, records, files: [], filed: [] }
  await file(world, first, content)
  return world
}

const noteFiled = (world: World, by: TestVault, body: string): void => {
  const revision = session(by).store.revisions.heads(world.report)?.head
  if (revision !== null && revision !== undefined) {
    world.filed.push({ record: world.report, revision, body })
  }
}

const file = async (world: World, by: TestVault, content: ReportContent): Promise<void> => {
  const id = world.report as string as Parameters<TestVault['handlers']['reports.get']>[0]['id']
  const now = await by.handlers['reports.get']({ id })
  const { rev, state } = await by.handlers['reports.save']({ id, rev: now.rev, content })
  if (state === 'filed') return
  await by.handlers['reports.file']({ id, rev })
  noteFiled(world, by, content.body)
}

const carried = async (to: TestVault, path: string, inParts: boolean): Promise<void> => {
  const { exportId, items } = await preview(to, path)
  const [one] = items
  await committed(to, exportId, inParts && one !== undefined ? [one.subject] : null)
}

const merged = async (world: World, by: TestVault): Promise<void> => {
  for (const id of world.records) {
    if (!has(by, id)) continue
    const { rev, heads, sides } = await by.handlers['records.versions']({ id })
    const [first] = sides
    if (first === undefined || sides.length < 2) continue
    const bodies = sides.flatMap(({ content }) => ('body' in content ? [content.body] : []))
    const content =
      bodies.length === 0 ? first.content : { ...first.content, body: bodies.join('\n') }
    await by.handlers['records.merge']({ id, rev, heads, content } as never)
    if (id === world.report) noteFiled(world, by, bodies.join('\n'))
  }
}

const act = async (world: World, step: Step, n: number): Promise<void> => {
  const { acting, report, caseId, files, group } = world
  if (step.act === 'late') {
    const path = files[step.file % Math.max(1, files.length)]
    if (path !== undefined) await carried(acting[step.to % acting.length] as TestVault, path, false)
    return
  }
  const by = acting[step.by % acting.length] as TestVault
  const { handlers } = by
  if (step.act === 'write') {
    // A vault that purged the report has nothing to write.
    if (!has(by, report)) return
    const path = await group.written(by, [report])
    files.push(path)
    const others = acting.filter((one) => one !== by)
    for (const { to, parts } of step.reach) {
      await carried(others[to % others.length] as TestVault, path, parts)
    }
  } else if (step.act === 'merge') await merged(world, by)
  else if (step.act === 'purge') {
    if (!has(by, report)) return
    const { store } = session(by)
    const rev = store.revisions.heads(report)?.rev ?? 0
    await handlers['records.remove']({ id: report, rev })
    store.records.purgeRemoved()
  } else if ('words' in step) {
    const body = bodyOf(step.words, n)
    if (step.act === 'case') {
      const { rev, content } = await handlers['cases.get']({ id: caseId })
      await handlers['cases.save']({ id: caseId, rev, content: { ...content, question: body } })
    } else if (step.act === 'source') {
      const id = world.records[2] as string as Parameters<(typeof handlers)['sources.get']>[0]['id']
      const { rev, content } = await handlers['sources.get']({ id })
      const next = { ...content, reliabilityReason: body }
      await handlers['sources.save']({ id, rev, content: next, identity: null })
    } else if (has(by, report)) {
      const id = report as string as Parameters<(typeof handlers)['reports.get']>[0]['id']
      const { rev, content } = await handlers['reports.get']({ id })
      if (step.act === 'file') await file(world, by, { ...content, body })
      else await handlers['reports.save']({ id, rev, content: { ...content, body } })
    }
  }
}

/** Every vault exports all that it has, and every vault imports it. */
const deliverAll = async (group: Group, worlds: readonly World[]): Promise<void> => {
  const files: [TestVault, string][] = []
  for (const by of group.desks) {
    const reports = worlds.map(({ report }) => report).filter((report) => has(by, report))
    if (reports.length > 0) files.push([by, await group.written(by, reports)])
  }
  for (const to of group.desks) {
    for (const [by, path] of files) if (by !== to) await carried(to, path, false)
  }
}

const treeOf = (desk: TestVault, record: RecordId) => {
  const { revisions } = session(desk).store
  return {
    revisions: revisions
      .list(record)
      .map(({ revision }) => revision.id)
      .sort(),
    heads: revisions.heads(record)?.heads,
  }
}

/**
 * Every filed text is in each vault, in a tree, or was purged there, or by every vault that ever
 * had it.
 */
const expectNothingLost = ({ group, report, filed }: World): void => {
  const stores = group.desks.map((desk) => session(desk).store)
  for (const { records, revisions } of stores) {
    if (records.wasPurged(report)) expect(revisions.heads(report)).toBeNull()
    for (const { revision, body } of filed) {
      if (revisions.has(revision)) {
        const { content } = revisions.get(revision).revision
        expect((JSON.parse(content) as ReportContent).body).toBe(body)
        continue
      }
      const hadBy = stores.filter((store) => store.revisions.has(revision))
      const isTold = records.wasPurged(report)
      const neverLeft = hadBy.length === 0 && stores.some((one) => one.records.wasPurged(report))
      expect(isTold || neverLeft).toBe(true)
    }
  }
}

/**
 * A report is exported with its case and source, so they end the same where every vault kept it.
 */
const expectSameTrees = ({ group, report, records }: World): void => {
  const isKept = group.desks.every((desk) => has(desk, report))
  for (const record of isKept ? records : [report]) {
    const [first, ...others] = group.desks.filter((desk) => has(desk, record))
    for (const other of others) {
      expect(treeOf(other, record)).toEqual(treeOf(first as TestVault, record))
    }
  }
}

/** Where every vault kept the report, it has one head in each vault after a merge. */
const expectOneHead = ({ group, report }: World): void => {
  if (!has(group.desks[0] as TestVault, report)) return
  for (const desk of group.desks) {
    if (has(desk, report)) expect(treeOf(desk, report).heads).toHaveLength(1)
  }
}

const verified = (desk: TestVault): void => {
  const run = session(desk).store.verify()
  for (let step = run.next(); ; step = run.next()) {
    if (step.done === true) {
      expect(step.value).toMatchObject({ faults: [], searchIndexHolds: true })
      return
    }
  }
}

describe('two to five vaults that exchange files', () => {
  const histories = fc.sample(history, { numRuns: count, seed })
  const inGroups = (drawn: readonly History[], names: readonly string[]) =>
    Array.from({ length: Math.ceil(drawn.length / perGroup) }, (_, n) => ({
      names,
      drawn: drawn.slice(n * perGroup, (n + 1) * perGroup),
    }))
  const groups = [
    ...inGroups(
      histories.filter(({ desks }) => desks <= 3),
      ['field', 'border', 'desk'],
    ),
    ...inGroups(
      histories.filter(({ desks }) => desks > 3),
      ['field', 'border', 'desk', 'coast', 'capital'],
    ),
  ]
  const seen = { conflicts: 0, merges: 0, purges: 0 }

  // Takes minutes on a machine that has other work.
  const longest = 900_000

  it.each(groups.map((group, n) => ({ ...group, n })))(
    'hold the same trees in the end, and no filed text is lost ($n)',
    { timeout: longest },
    async ({ names, drawn, n }) => {
      const group = await newGroup(names)
      try {
        const worlds: World[] = []
        for (const [at, { desks }] of drawn.entries()) {
          worlds.push(await begin(group, n * perGroup + at, desks))
        }
        await deliverAll(group, worlds)
        for (const [at, { steps }] of drawn.entries()) {
          for (const [step, one] of steps.entries()) await act(worlds[at] as World, one, step)
        }
        await deliverAll(group, worlds)
        const conflicts = await group.desks[0]?.handlers['records.conflicts']({})
        seen.conflicts += conflicts?.length ?? 0
        for (const world of worlds) {
          expectSameTrees(world)
          expectNothingLost(world)
        }
        // One vault merges everything, and the others follow.
        for (const world of worlds) await merged(world, group.desks[0] as TestVault)
        await deliverAll(group, worlds)
        for (const world of worlds) {
          expectSameTrees(world)
          expectNothingLost(world)
          expectOneHead(world)
          for (const desk of world.acting) {
            const { store } = session(desk)
            if (store.records.wasPurged(world.report)) seen.purges += 1
            const { lines } = store.journal.list(world.report, null, 50)
            if (lines.some(({ kind }) => kind === 'record.merged')) seen.merges += 1
          }
        }
        for (const desk of group.desks) verified(desk)
      } finally {
        group.end()
      }
    },
  )

  afterAll(() => {
    // Guards against histories in which nothing happens, which would prove nothing.
    if (count < 50) return
    expect(new Set(histories.map(({ desks }) => desks))).toEqual(new Set([2, 3, 4, 5]))
    expect(seen.conflicts).toBeGreaterThan(count / 10)
    expect(seen.merges).toBeGreaterThan(count / 20)
    expect(seen.purges).toBeGreaterThan(count / 20)
  })
})
