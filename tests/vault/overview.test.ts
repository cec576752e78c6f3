import { afterEach, beforeEach, expect, it } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { Day } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import { sourceContent, vaultOfOneTest } from './harness.ts'
import type { TestVault } from './harness.ts'

let desk: TestVault
let end: () => void
beforeEach(async () => {
  ;({ desk, end } = await vaultOfOneTest())
})
afterEach(() => end())

const consent: SourceContent['consents'][number] = {
  use: 'share-desk',
  audience: '',
  given: '2020-01-01',
  withdrawn: '',
  note: '',
}

const save = async (change: Partial<SourceContent>, known?: { id: string; rev: number }) =>
  desk.handlers['sources.save']({
    id: (known?.id ?? null) as never,
    rev: known?.rev ?? 0,
    content: { ...sourceContent('Grey Lantern'), ...change },
    identity: null,
  })

const counts = async (today = '2024-05-02') =>
  desk.handlers['overview.counts']({ caseId: null, today: today as Day })

it('a withdrawn consent and an overdue check-in are counted until they are settled', async () => {
  const due = await save({ codeName: 'Grey Lantern', checkInDue: '2024-05-01' })
  await save({ codeName: 'Copper Lantern' })
  expect((await counts('2024-05-01')).overdue).toEqual({ total: 0, first: [] })
  expect((await counts()).overdue).toEqual({
    total: 1,
    first: [{ id: due.id, name: 'Grey Lantern' }],
  })
  const gone = await save(
    {
      codeName: 'Grey Lantern',
      checkInDue: '',
      consents: [{ ...consent, withdrawn: '2024-01-01' }],
    },
    due,
  )
  expect(await counts()).toMatchObject({
    sources: 2,
    overdue: { total: 0 },
    withdrawn: { total: 1, first: [{ name: 'Grey Lantern' }] },
  })
  expect(await desk.handlers['sources.withdrawn']({})).toEqual([due.id])
  await save(
    {
      codeName: 'Grey Lantern',
      consents: [
        { ...consent, withdrawn: '2024-01-01' },
        { ...consent, given: '2024-03-01' },
      ],
    },
    gone,
  )
  expect((await counts()).withdrawn.total).toBe(0)
  expect(await desk.handlers['sources.withdrawn']({})).toEqual([])
})

it('nobody has to be called who must not be contacted', async () => {
  await save({ codeName: 'Grey Lantern', checkInDue: '2024-05-01', doNotContact: true })
  expect((await counts()).overdue.total).toBe(0)
})

it('records are named in the order in which they are asked for', async () => {
  const source = await save({ codeName: 'Grey Lantern' })
  const report = await desk.handlers['cases.save']({
    id: null,
    rev: 0,
    content: { title: 'Winter', question: '', status: 'open' },
  })
  const ids = [report.id, source.id].map((id) => RecordId.parse(id))
  expect(await desk.handlers['overview.titles']({ ids })).toMatchObject([
    { kind: 'case', title: 'Winter' },
    { kind: 'source', title: 'Grey Lantern' },
  ])
  const recent = await desk.handlers['overview.recent']({ caseId: report.id })
  expect(recent.map(({ title }) => title)).toEqual(['Winter'])
})
