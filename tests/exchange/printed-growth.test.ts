import { afterEach, beforeEach, expect, it } from 'vitest'
import { readParts } from '../../src/main/vault/publishing/publication-parts.ts'
import { readReview } from '../../src/main/vault/publishing/publication-review.ts'
import { readUses } from '../../src/main/vault/review/phrases.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { PublicationContent } from '../../src/shared/claims.ts'
import {
  AttributionId,
  CaseId,
  ClaimId,
  PublicationId,
  ReportId,
  SourceId,
} from '../../src/shared/ids.ts'
import { vaultOfOneTest } from '../vault/harness.ts'
import { attributionContent, claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { growth, linear } from './cpu-time.ts'
import { storeMany } from './many-stored.ts'
import { caseContent, id, reportContent, sourceContent } from './sample.ts'
import { session } from './test-vault.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const caseId = CaseId.parse(id(1))
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i)

/** A publication that prints these claims, each with a phrase of its own. */
const printing = (claims: readonly number[]): PublicationContent => ({
  ...publicationContent(caseId),
  claims: claims.map((i) => ({
    claimId: ClaimId.parse(id(3_000_000 + i)),
    attributionId: AttributionId.parse(id(4_000_000 + i)),
    ...{ wording: 'Returned.', when: '', place: '', count: '' },
  })),
})

let opened: Awaited<ReturnType<typeof vaultOfOneTest>>
beforeEach(async () => {
  opened = await vaultOfOneTest()
})
afterEach(() => opened.end())

it('finding the publications of all phrases costs no more per publication at n, 2n and 4n', async () => {
  const cost = await growth(2_000, (n) => {
    const publications = numbers(0, n).map((i) => ({
      ...{ id: PublicationId.parse(id(5_000_000 + i)), content: printing([i, i + 1]) },
    }))
    return () => runAtOnce(readUses(publications))
  })
  expect(cost).toBeLessThan(linear)
})

it('a review costs no more per source at n, 2n and 4n sources, each with a claim, a phrase and a publication', async () => {
  const open = session(opened.desk)
  storeMany(open, [{ subject: id(1), kind: 'case', content: caseContent('Winter') }])
  let stored = 0
  const cost = await growth(100, (n) => {
    storeMany(
      open,
      numbers(stored, n).flatMap((i) => {
        const [source, report] = [id(1_000_000 + i), id(2_000_000 + i)]
        const claim = claimContent(ReportId.parse(report), { caseId })
        const phrase = attributionContent(SourceId.parse(source))
        return [
          { subject: source, kind: 'source', content: sourceContent(`Heron ${i}`) },
          { subject: report, kind: 'report', content: reportContent('R', 'x', caseId, [source]) },
          { subject: id(3_000_000 + i), kind: 'claim', content: claim as Canonical },
          { subject: id(4_000_000 + i), kind: 'attribution', content: phrase as Canonical },
          {
            ...{ subject: id(5_000_000 + i), kind: 'publication' },
            content: printing([i]) as Canonical,
          },
        ] as const
      }),
    )
    stored = n
    const content = printing(numbers(0, n))
    const publication = PublicationId.parse(id(5_000_000))
    const parts = runAtOnce(readParts(open.store, content))
    return () => {
      const { items } = runAtOnce(readReview(open, { id: publication, content }, parts))
      expect(items.filter(({ kind }) => kind === 'consent')).toHaveLength(n)
    }
  })
  expect(cost).toBeLessThan(linear)
})
