import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../src/shared/records.ts'
import { TestVault, asRecord, failure, runVerify } from '../store/test-vault.ts'
import { several } from '../in-full.ts'

/** The expected state of a report, in a plain map beside the real store. */
type Expected = {
  rev: number
  state: Report['state']
  body: string
  filed: string | null
  removed: boolean
}
type Model = { reports: Map<string, Expected>; lines: number }
type Real = { vault: TestVault }
type Step = fc.Command<Model, Real>

const words = fc.constantFrom('alpha', 'beta', 'gamma', '북송', '송환', '遣返', '返')
const bodies = fc.array(words, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '))

const pick = (model: Model, at: number): [string, Expected] | undefined =>
  [...model.reports][at % Math.max(1, model.reports.size)]

const check = (model: Model, { vault: d }: Real): void => {
  const shown = [...model.reports].filter(([, report]) => !report.removed).reverse()
  const list = { caseId: null, sourceId: null, state: null, cursor: null, limit: 200 }
  const rows = d.store.reports.list(list).rows.map((row) => [row.id, row.rev, row.state])
  expect(rows).toEqual(shown.map(([id, report]) => [id, report.rev, report.state]))
  for (const [id, report] of shown) {
    expect(d.store.reports.get(id as never).content.body).toBe(report.body)
  }
  for (const word of ['alpha', 'beta', '북송', '송', '返']) {
    const found = d.store.search(`"${word}"`, 200).hits.map((hit) => hit.row.id)
    expect(found).toEqual(
      shown.filter(([, report]) => report.body.includes(word)).map(([id]) => id),
    )
  }
  expect(d.store.journal.tail().seq).toBe(model.lines)
  expect(d.store.openState(d.anchor)).toBe('ok')
}

const step = (name: string, run: (model: Model, real: Real) => void): Step => ({
  check: () => true,
  run: (model, real) => {
    run(model, real)
    check(model, real)
  },
  toString: () => name,
})

const create = (body: string) =>
  step(`create ${body}`, (model, { vault: d }) => {
    const { id } = d.draft({ body })
    model.reports.set(id, { rev: 1, state: 'draft', body, filed: null, removed: false })
    model.lines++
  })

const save = (at: number, body: string) =>
  step(`save ${String(at)} ${body}`, (model, { vault: d }) => {
    const found = pick(model, at)
    if (found === undefined) return
    const [id, report] = found
    if (report.removed) {
      expect(failure(() => d.draft({ body }, id))).toBe('not-found')
      return
    }
    d.draft({ body }, id)
    if (report.body === body) return
    report.body = body
    report.rev++
    if (report.state === 'filed') report.state = 'revising'
    model.lines++
  })

const file = (at: number) =>
  step(`file ${String(at)}`, (model, { vault: d }) => {
    const found = pick(model, at)
    if (found === undefined || found[1].removed) return
    const [id, report] = found
    if (report.state === 'filed') {
      expect(failure(() => d.fileDraft(id as never))).toBe('not-draft')
      return
    }
    d.fileDraft(id as never)
    Object.assign(report, { rev: report.rev + 1, state: 'filed', filed: report.body })
    model.lines++
  })

const discard = (at: number) =>
  step(`discard ${String(at)}`, (model, { vault: d }) => {
    const found = pick(model, at)
    if (found?.[1].state !== 'revising' || found[1].removed) return
    const [id, report] = found
    d.store.reports.discardDraft(id as never, report.rev)
    Object.assign(report, { rev: report.rev + 1, state: 'filed', body: report.filed })
    model.lines++
  })

const remove = (at: number) =>
  step(`remove ${String(at)}`, (model, { vault: d }) => {
    const found = pick(model, at)
    if (found === undefined || found[1].removed) return
    d.store.records.remove(asRecord(found[0]), found[1].rev)
    found[1].removed = true
    found[1].rev++
    model.lines++
  })

const restore = (at: number) =>
  step(`restore ${String(at)}`, (model, { vault: d }) => {
    const found = pick(model, at)
    if (found === undefined) return
    d.store.records.restore(asRecord(found[0]))
    if (!found[1].removed) return
    found[1].removed = false
    found[1].rev++
    model.lines++
  })

const purge = () =>
  step('purge', (model, { vault: d }) => {
    const gone = [...model.reports].filter(([, report]) => report.removed)
    expect(d.store.records.purgeRemoved()).toBe(gone.length)
    for (const [id] of gone) model.reports.delete(id)
    model.lines += gone.length
  })

const reopen = () => step('reopen', (_, { vault: d }) => void d.reopen())

const conflict = (at: number) =>
  step(`conflict ${String(at)}`, (model, { vault: d }) => {
    const found = pick(model, at)
    if (found === undefined || found[1].removed) return
    expect(failure(() => d.store.records.remove(asRecord(found[0]), found[1].rev + 1))).toBe(
      'conflict',
    )
  })

test('whatever is done in whatever order, the store is what a plain map would be', () => {
  const at = fc.nat({ max: 7 })
  const commands = fc.commands(
    [
      bodies.map(create),
      fc.tuple(at, bodies).map(([n, body]) => save(n, body)),
      at.map(file),
      at.map(discard),
      at.map(remove),
      at.map(restore),
      at.map(conflict),
      fc.constant(purge()),
      fc.constant(reopen()),
    ],
    { maxCommands: 40 },
  )
  fc.assert(
    fc.property(commands, (steps) => {
      const vault = new TestVault()
      try {
        fc.modelRun(() => ({ model: { reports: new Map(), lines: 1 }, real: { vault } }), steps)
        expect(runVerify(vault.store)).toMatchObject({ faults: [], searchIndexHolds: true })
      } finally {
        vault.drop()
      }
    }),
    { numRuns: several(20, 500) },
  )
})
