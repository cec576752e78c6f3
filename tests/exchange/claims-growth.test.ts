import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Canonical } from '../../src/shared/canonical.ts'
import { CaseId, ClaimId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { several } from '../in-full.ts'
import { vaultOfOneTest } from '../vault/harness.ts'
import { claimContent } from '../vault/protected-content.ts'
import { growth, linear } from './cpu-time.ts'
import { storeMany } from './many-stored.ts'
import { caseContent, id, reportContent, sourceContent } from './sample.ts'
import { session } from './test-vault.ts'

let opened: Awaited<ReturnType<typeof vaultOfOneTest>>
beforeAll(async () => {
  opened = await vaultOfOneTest()
})
afterAll(() => opened.end())

let used = 0
const next = (): RecordId => id((used += 1))

/** A case of so many claims on one report and one source, each linked with those before it. */
const caseOf = (n: number): CaseId => {
  const [ofCase, ofSource, ofReport] = [next(), next(), next()]
  const caseId = CaseId.parse(ofCase)
  const sourceIds = [SourceId.parse(ofSource)]
  const claims = Array.from({ length: n }, next)
  storeMany(session(opened.desk), [
    { subject: ofCase, kind: 'case', content: caseContent('Winter') },
    { subject: ofSource, kind: 'source', content: sourceContent('Heron') },
    { subject: ofReport, kind: 'report', content: reportContent('a', 'b', ofCase, [ofSource]) },
    ...claims.map((subject, i) => ({
      ...{ subject, kind: 'claim' as const },
      content: claimContent(ReportId.parse(ofReport), {
        ...{ caseId, sourceIds },
        links: claims
          .slice(Math.max(0, i - 3), i)
          .map((to) => ({ kind: 'supports' as const, claimId: ClaimId.parse(to) })),
      }) as Canonical,
    })),
  ])
  return caseId
}

it('the list of the claims of a case costs no more per claim at n, 2n and 4n', async () => {
  const { handlers } = opened.desk
  const cost = await growth(several(50, 500), (n) => {
    const caseId = caseOf(n)
    return () => handlers['claims.list']({ caseId, reportId: null })
  })
  expect(cost).toBeLessThan(linear)
})

it('so does what corroborates each of them', async () => {
  const { handlers } = opened.desk
  const cost = await growth(several(50, 500), (n) => {
    const caseId = caseOf(n)
    return () => handlers['claims.corroboration']({ caseId })
  })
  expect(cost).toBeLessThan(linear)
})
