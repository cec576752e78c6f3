import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SourceId } from '../../src/shared/ids.ts'
import type { TestVault } from '../vault/harness.ts'
import { claimContent } from '../vault/protected-content.ts'
import { failureOf, sourceContent } from '../vault/harness.ts'
import { nextTask, tokenFor } from './test-vault.ts'
import {
  committed,
  fill,
  hybridOf,
  prepared,
  preview,
  taken,
  toShare,
  twoVaults,
} from './two-vaults.ts'
import { exportDecided } from './decided.ts'

let two: Awaited<ReturnType<typeof twoVaults>>
beforeAll(async () => {
  two = await twoVaults()
})
afterAll(() => two.end())

/**
 * A report that once named two sources and now names one; the other may be the speaker of a claim.
 */
const namedOnce = async (field: TestVault, name: string, claim: 'claim' | 'no claim') => {
  const { handlers } = field
  const { caseId, reportId, sourceId } = await fill(field, name)
  const content = { ...sourceContent(`${name} Two`), consents: [toShare] }
  const other = (await handlers['sources.save']({ id: null, rev: 0, content, identity: null })).id
  const file = async (sourceIds: SourceId[]): Promise<void> => {
    const report = await handlers['reports.get']({ id: reportId })
    const { rev } = await handlers['reports.save']({
      id: reportId,
      rev: report.rev,
      content: { ...report.content, sourceIds },
    })
    await handlers['reports.file']({ id: reportId, rev })
  }
  await file([sourceId, other])
  if (claim === 'claim') {
    const said = claimContent(reportId, { caseId, sourceIds: [other] })
    await handlers['claims.save']({ id: null, rev: 0, content: said })
  }
  await file([sourceId])
  return { caseId, other }
}

const takeBack = async ({ handlers }: TestVault, id: SourceId): Promise<void> => {
  const { rev, content } = await handlers['sources.get']({ id })
  const consents = [{ ...toShare, withdrawn: '2024-03' }]
  await handlers['sources.save']({ id, rev, content: { ...content, consents }, identity: null })
}

describe('consent withdrawn by a source whose statements were exported without its own record', () => {
  test.each(['claim', 'no claim'] as const)(
    'reaches the recipients of the statements, and blocks their export there whatever the reason (%s)',
    async (claim) => {
      const { field, desk } = two
      const to = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
      const { caseId, other } = await namedOnce(field, `Snow Finch ${claim}`, claim)
      const choice = { kind: 'case' as const, caseId }
      await taken(desk, await two.exported(field, caseId, to))
      expect(await failureOf(() => desk.handlers['sources.get']({ id: other }))).toBe('not-found')
      await takeBack(field, other)

      const next = await fill(field, `Ring Ouzel ${claim}`)
      const shown = await preview(desk, await two.exported(field, next.caseId, to))
      expect(shown.notices).toMatchObject([{ subject: other, kind: 'withdrawal' }])
      await committed(desk, shown.exportId)

      const { items } = await prepared(desk, choice)
      expect(items.map(({ item }) => item)).toContain(`consent:${other}:withdrawn`)
      const overrides = items
        .filter(({ state }) => state === 'blocks')
        .map(({ item }) => ({ item, reason: 'Everybody knows it' }))
      const passedOn = exportDecided(desk.handlers, {
        task: nextTask(),
        choice,
        target: { kind: 'keys', recipients: [await hybridOf(field)] },
        overrides,
        purpose: 'for the record',
        folder: tokenFor(desk, two.out),
      })
      expect(await failureOf(() => passedOn)).toBe('withheld')
    },
  )

  test('is marked in the list of exports', async () => {
    const { field, desk } = two
    const { caseId, other } = await namedOnce(field, 'Sand Martin', 'no claim')
    const to = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
    await two.exported(field, caseId, to)
    await takeBack(field, other)
    const [last] = await field.handlers['exports.list']({})
    expect(last?.withdrawn).toEqual([other])
  })
})
