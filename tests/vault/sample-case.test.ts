import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeSample, removeSample } from '../../src/renderer/tour/sample-case.ts'
import type { Ask } from '../../src/renderer/tour/sample-case.ts'
import { sampleTexts } from '../../src/renderer/tour/sample-texts.ts'
import { languages } from '../../src/shared/vocabularies.ts'
import { newVault, reopen, reportContent, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let desk: TestVault
/** The window's side of the bridge, straight to the handlers of a real vault. */
const ask: Ask = async (channel, input) =>
  (desk.handlers[channel as keyof TestVault['handlers']] as (given: unknown) => Promise<never>)(
    input,
  )

beforeEach(async () => {
  place = temporaryFolder()
  const made = newVault(`${place.path}/vault`)
  desk = made.desk
  await made.made
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

const all = { caseId: null, sourceId: null, state: null, cursor: null, limit: 100 }
const counts = async () => ({
  cases: (await desk.handlers['cases.list']({})).length,
  sources: (await desk.handlers['sources.list']({})).length,
  reports: (await desk.handlers['reports.list'](all)).total,
  claims: (await desk.handlers['claims.list']({ caseId: null, reportId: null })).length,
})

describe('the sample case', () => {
  it('is a case with two sources, two reports and two claims, and goes without a trace', async () => {
    for (const language of languages) await makeSample(ask, language)
    expect(await counts()).toEqual({ cases: 3, sources: 6, reports: 6, claims: 6 })
    expect(await removeSample(ask)).toBe(true)
    expect(await counts()).toEqual({ cases: 0, sources: 0, reports: 0, claims: 0 })
    desk.controller.close()
    desk = await reopen(`${place.path}/vault`)
    expect(await counts()).toEqual({ cases: 0, sources: 0, reports: 0, claims: 0 })
  })

  it('keeps what the user wrote into it when it is removed', async () => {
    const caseId = await makeSample(ask, 'en')
    const content = { ...reportContent('My own words'), caseId: caseId as never }
    const own = await desk.handlers['reports.save']({ id: null, rev: 0, content })
    expect(await removeSample(ask)).toBe(false)
    expect(await counts()).toEqual({ cases: 1, sources: 0, reports: 1, claims: 0 })
    expect((await desk.handlers['reports.get']({ id: own.id })).content.body).toBe('My own words')
  })

  it('keeps the user’s own source when it is removed, even if the sample names that source', async () => {
    await makeSample(ask, 'en')
    const mine = await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: sourceContent('Quiet Harbor'),
      identity: null,
    })
    const { rows } = await desk.handlers['reports.list'](all)
    const draft = rows.find(({ state }) => state === 'draft')
    const { id, rev, content } = await desk.handlers['reports.get']({ id: draft?.id as never })
    await desk.handlers['reports.save']({ id, rev, content: { ...content, sourceIds: [mine.id] } })
    await removeSample(ask)
    expect((await desk.handlers['sources.list']({})).map((source) => source.id)).toContain(mine.id)
  })

  it('keeps a draft that became the user’s own report when it is removed', async () => {
    await makeSample(ask, 'en')
    const { rows } = await desk.handlers['reports.list'](all)
    const draft = rows.find(({ state }) => state === 'draft')
    const { id, rev, content } = await desk.handlers['reports.get']({ id: draft?.id as never })
    const own = { ...content, title: 'What was really said' }
    await desk.handlers['reports.save']({ id, rev, content: own })
    expect(await removeSample(ask)).toBe(false)
    expect((await desk.handlers['reports.get']({ id })).content.title).toBe('What was really said')
  })

  it('has claims whose words are in their report, and a draft whose words are marked', async () => {
    for (const language of languages) {
      const { draft, filed } = sampleTexts[language]
      for (const { body, quote } of [draft, filed]) expect(body).toContain(quote)
      const found = async (text: string): Promise<Set<string>> => {
        const { findings } = await desk.handlers['lint.check']({ text, language, subject: null })
        return new Set(findings.map(({ family }) => family))
      }
      expect((await found(draft.body)).size).toBeGreaterThanOrEqual(3)
      expect((await found(filed.body)).size).toBe(0)
    }
  })
})
