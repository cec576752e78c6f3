import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Day } from '../../src/shared/ids.ts'
import type { Report, ReportContent } from '../../src/shared/records.ts'
import { failureOf, newVault, reportContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const place = temporaryFolder()
let desk: TestVault

const override = (quote: string, reason: string): ReportContent['overrides'][number] => ({
  family: 'date',
  quote,
  reason,
  day: Day.parse('2026-11-24'),
})
const body = 'They were told on 3 March, and again on 9 March.'
const third = override('3 March', 'The day of a public notice')
const ninth = override('9 March', 'Everybody in the town was told')

const save = async (
  overrides: ReportContent['overrides'],
  before: Report | null = null,
): Promise<Report> =>
  desk.handlers['reports.save']({
    id: before?.id ?? null,
    rev: before?.rev ?? 0,
    content: { ...reportContent(body), overrides },
  })

const lines = async ({ id }: Report): Promise<string[]> => {
  const { lines: found } = await desk.handlers['journal.list']({
    subject: id as string,
    before: null,
    limit: 100,
  } as Parameters<TestVault['handlers']['journal.list']>[0])
  return found.map(({ kind }) => kind).reverse()
}

beforeAll(async () => {
  const { desk: made, made: done } = newVault(join(place.path, 'vault'))
  desk = made
  await done
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})

describe('an overridden finding', () => {
  it('is journaled for its report when it is saved, and once only', async () => {
    const first = await save([])
    expect(await lines(first)).not.toContain('lint.overridden')
    const second = await save([third], first)
    const again = await save([third], second)
    const overridden = (await lines(again)).filter((kind) => kind === 'lint.overridden')
    expect(overridden).toHaveLength(1)
  })

  it('is journaled when a report begins with it', async () => {
    expect(await lines(await save([third]))).toContain('lint.overridden')
  })

  it('is journaled again for another finding and for another reason, not when it is taken back', async () => {
    const count = async (report: Report): Promise<number> =>
      (await lines(report)).filter((kind) => kind === 'lint.overridden').length
    let report = await save([third])
    report = await save([third, ninth], report)
    expect(await count(report)).toBe(2)
    report = await save([override('3 March', 'Printed in a newspaper'), ninth], report)
    expect(await count(report)).toBe(3)
    report = await save([ninth], report)
    expect(await count(report)).toBe(3)
  })

  it('travels with the filed report, reason and all', async () => {
    const report = await save([third])
    const filed = await desk.handlers['reports.file']({ id: report.id, rev: report.rev })
    expect(await lines(filed)).toEqual(expect.arrayContaining(['lint.overridden', 'record.filed']))
    const [row] = await desk.handlers['reports.revisions']({ id: report.id })
    const revision = await desk.handlers['reports.revision']({
      id: row?.id ?? (filed.head as NonNullable<typeof filed.head>),
    })
    expect(revision.content.overrides).toEqual([third])
    expect(revision.verified).toBe(true)
  })

  it('is not journaled by a save that is refused', async () => {
    const report = await save([])
    const content = { ...reportContent('Something else.'), overrides: [] }
    await desk.handlers['reports.save']({ id: report.id, rev: report.rev, content })
    expect(await failureOf(() => save([third], report))).toBe('conflict')
    expect(await lines(report)).not.toContain('lint.overridden')
  })
})
