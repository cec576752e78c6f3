import { afterEach, beforeEach, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { createPace } from '../../src/main/exchange/pace.ts'
import { plan } from '../../src/main/exchange/plan.ts'
import { alsoHolds } from '../../src/main/exchange/revision.ts'
import type { VerifiedBundle } from '../../src/main/exchange/verify-bundle.ts'
import { previewOf } from '../../src/main/vault/exchange/import-preview.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { VaultHandlers } from '../../src/shared/contract.ts'
import type { CaseId, ReportId, RevisionId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import type { Revision } from '../../src/shared/records.ts'
import { inputs } from '../contract/rows.ts'
import { claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { vaultOfOneTest } from '../vault/harness.ts'
import { longestWait } from './cpu-time.ts'
import { overPort } from './over-port.ts'
import { caseContent, day, id, person, reportContent } from './sample.ts'
import { session } from './test-vault.ts'
import { neededIn } from './two-vaults.ts'

const most = 200

let opened: Awaited<ReturnType<typeof vaultOfOneTest>>
beforeEach(async () => {
  opened = await vaultOfOneTest()
})
afterEach(() => opened.end())

const numbers = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + i)

it('the preview of publications that print as many records as they may never lets another request wait for more than 200 ms', async () => {
  const { author } = person()
  const revision = (n: number, kind: Revision['kind'], content: string): Revision => {
    const one: Revision = {
      ...{ subject: id(n), id: n.toString(16).padStart(64, '0') as RevisionId, kind, author, day },
      ...{ parents: [], seal: null, signature: 'f'.repeat(128), content },
    }
    // Taken as valid: signing thousands would take most of the time.
    alsoHolds(one)
    return one
  }
  const reports = numbers(1_000, limits.publicationReports)
  const claims = numbers(2_000, limits.publicationClaims)
  const publications = numbers(10_000, several(800, 4_000))
  const report = canonicalJson(reportContent('R', '', id(1)))
  const claim = canonicalJson(claimContent(id(1_000) as string as ReportId) as Canonical)
  const publication = canonicalJson({
    ...publicationContent(id(1) as string as CaseId),
    claims: claims.map((n) => ({
      ...{ claimId: id(n), attributionId: null, wording: 'w', when: '', place: '', count: '' },
    })),
    reports: reports.map((n) => ({
      ...{ reportId: id(n), revision: '0'.repeat(64), attributionId: null, redactions: [] },
    })),
  } as Canonical)
  const revisions = [
    revision(1, 'case', canonicalJson(caseContent('A'))),
    ...reports.map((n) => revision(n, 'report', report)),
    ...claims.map((n) => revision(n, 'claim', claim)),
    ...publications.map((n) => revision(n, 'publication', publication)),
  ]
  const manifest = { exportId: 'a', sender: author, sequence: 'a', seq: 1, previous: null }
  const bundle = {
    ...{ manifest: { ...manifest, day, purpose: '' }, hash: 'a', revisions, cards: [] },
    ...{ seals: new Map(), chains: [], notices: [], escrow: null },
  } as unknown as VerifiedBundle
  const open = session(opened.desk)
  const pace = createPace(new AbortController().signal, () => undefined)
  let shown: Awaited<ReturnType<typeof previewOf>> | null = null
  const wait = await longestWait(async () => {
    const items = await plan(bundle, open.store, pace)
    const answer = (): unknown => previewOf(open, bundle, false, items, [], pace)
    const handlers = { 'imports.preview': answer } as Pick<VaultHandlers, 'imports.preview'>
    shown = await overPort(handlers, 'imports.preview', inputs['imports.preview'])
  })
  expect(wait).toBeLessThan(most)
  if (shown === null) throw new Error('no preview')
  const needs = neededIn(shown)
  for (const n of [publications[0] ?? 0, publications.at(-1) ?? 0]) {
    expect(needs.get(id(n))).toEqual([1, ...claims, ...reports].map(id))
  }
})
