import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '../../src/shared/contract.ts'
import { ReportContent } from '../../src/shared/records.ts'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { rescued } from '../rescue/rescue-vault.ts'
import { caseContent, failureOf, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask } from './test-vault.ts'
import { withText } from './hostile-input-content.ts'
import { hostileTexts } from './hostile-input.ts'
import { passedOn, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
beforeAll(async () => {
  takeRealKdf()
  two = await twoVaults()
})
afterAll(() => two.end())

const reportWith = (text: string, caseId: CaseId, plain: ReportContent) =>
  withText(ReportContent, { ...plain, caseId }, [
    // A report of white space only is refused.
    () => ({ title: text.trim() === '' ? 'x' : text }),
    () => ({ body: text }),
    () => ({ place: { text, precision: 'town' as const } }),
    () => ({ tags: [text] }),
    () => ({ handling: { level: 'conditions' as const, note: text, until: '' } }),
    () => ({
      translations: [{ language: 'ko', title: text, body: '', translator: '', editor: '' }],
    }),
    ({ translations: [one] }) => ({
      translations:
        one === undefined ? [] : [{ ...one, body: text, translator: text, editor: text }],
    }),
  ])

const contentOf = async (of: TestVault, id: ReportId) =>
  (await of.handlers['reports.get']({ id })).content

it('hostile strings are accepted as text, and pass filing, search, export, import and rescue unchanged', async () => {
  const { field, desk } = two
  const { handlers } = field
  const written = new Map<ReportId, ReportContent>()
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Odd') })
  let refusedFields = 0
  for (const text of hostileTexts) {
    const { content, taken: count } = reportWith(text, kase.id, reportContent('x'))
    refusedFields += 7 - count
    const { id, rev } = await handlers['reports.save']({ id: null, rev: 0, content })
    await handlers['reports.file']({ id, rev })
    written.set(id, content)
    expect(await contentOf(field, id)).toEqual(content)
    // A search is answered for any text that the bridge accepts.
    if (contract['search.query'].input.safeParse({ query: text, limit: 5 }).success) {
      expect(await failureOf(() => handlers['search.query']({ query: text, limit: 5 }))).toBe(
        'none',
      )
    }
  }
  // Half pairs everywhere, what breaks lines or turns them around where one line is meant.
  expect(refusedFields).toBeGreaterThan(20)
  await passedOn(two, { kind: 'case', caseId: kase.id })
  for (const [id, content] of written) expect(await contentOf(desk, id)).toEqual(content)
  for (const of of [field, desk]) {
    const found = await of.handlers['vault.verify']({ task: nextTask() })
    expect(found).toMatchObject({ faults: [], searchIndexHolds: true })
  }
  desk.controller.close()
  const { reports } = await rescued(desk.folder)
  expect(reports.map(({ content }) => content.body).sort()).toEqual(
    [...written.values()].map(({ body }) => body).sort(),
  )
})
