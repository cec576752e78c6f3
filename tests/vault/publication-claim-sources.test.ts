import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { SourceId } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import { session } from '../exchange/test-vault.ts'
import { failureOf, sourceContent } from './harness.ts'
import {
  changeReport,
  changeSource,
  consents,
  headOf,
  publicationVault,
  review,
  save,
  whole,
  write,
} from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'

let at: PublicationVault
beforeEach(async () => {
  at = await publicationVault()
})
afterEach(() => at.close())

const withdrawn = consents.map((one) => ({ ...one, withdrawn: '2024-02' }))
const another = async (given: SourceContent['consents']): Promise<SourceId> => {
  const content = { ...sourceContent('Copper Lantern'), consents: given }
  return (await at.desk.handlers['sources.save']({ id: null, rev: 0, content, identity: null })).id
}
const linesOf = async (id: string): Promise<string[]> => {
  const subject = RecordId.parse(id)
  const { lines } = await at.desk.handlers['journal.list']({ subject, before: null, limit: 50 })
  return lines.map(({ kind }) => kind)
}
/** Only a draft names the source; the claim keeps it as speaker when the draft is discarded. */
const saysByDraft = async (source: SourceId): Promise<void> => {
  const { handlers } = at.desk
  const { rev, content } = await handlers['reports.get']({ id: at.reportId })
  const sourceIds = [at.sourceId, source]
  await handlers['reports.save']({ id: at.reportId, rev, content: { ...content, sourceIds } })
  const claim = await handlers['claims.get']({ id: at.claimId })
  const said = { ...claim.content, sourceIds: [source] }
  await handlers['claims.save']({ id: claim.id, rev: claim.rev, content: said })
  await changeReport(at, { sourceIds: [at.sourceId] })
}
const claimOnly = () => {
  const { claims, ...content } = whole(at)
  return { ...content, claims: [{ ...claims[0]!, attributionId: null }], reports: [] }
}

const blocking = async (publication: Awaited<ReturnType<typeof save>>): Promise<string[]> =>
  (await review(at, publication)).items.flatMap(({ item, state }) =>
    state === 'blocks' ? [item] : [],
  )

describe('the speaker of a printed claim', () => {
  it('gets a line in the journal, even if no filed report names them', async () => {
    const source = await another(consents)
    await saysByDraft(source)
    await write(at, await save(at, claimOnly()))
    expect(await linesOf(source)).toContain('record.published')
  })

  it('with withdrawn consent still blocks it after the claim no longer names them', async () => {
    const source = await another(withdrawn)
    await saysByDraft(source)
    const { handlers } = at.desk
    const { id, rev, content } = await handlers['claims.get']({ id: at.claimId })
    const { sourceIds: _, ...rest } = content
    await handlers['claims.save']({ id, rev, content: rest })
    const publication = await save(at, claimOnly())
    expect(await blocking(publication)).toContain(
      `consent:${source}:publish-unattributed:withdrawn`,
    )
    expect(await failureOf(() => write(at, publication))).toBe('withheld')
  })
})

describe('a deleted source', () => {
  /**
   * A source that an earlier revision of the printed report names, and that is gone from the vault.
   */
  const goneBy = async (given: SourceContent['consents'], go: (id: SourceId) => Promise<void>) => {
    const source = await another(given)
    await changeReport(at, { sourceIds: [at.sourceId, source] })
    await changeReport(at, { sourceIds: [at.sourceId] })
    await go(source)
    const { reports, ...content } = whole(at)
    return { ...content, reports: [{ ...reports[0]!, revision: await headOf(at) }] }
  }
  const remove = async (id: SourceId): Promise<void> => {
    const { handlers } = at.desk
    const { rev } = await handlers['sources.get']({ id })
    await handlers['records.remove']({ id: RecordId.parse(id), rev })
    session(at.desk).store.records.purgeRemoved()
  }

  it('blocks nothing that cannot be overridden', async () => {
    const content = await goneBy(consents, remove)
    const overrides = (await blocking(await save(at, content))).map((item) => ({
      item,
      reason: 'Asked before they went',
      day: session(at.desk).today(),
    }))
    expect(overrides).toHaveLength(1)
    const overridden = await save(at, { ...content, overrides })
    expect((await write(at, overridden)).files.length).toBeGreaterThan(0)
  })

  it('keeps its withdrawal', async () => {
    const content = await goneBy(withdrawn, remove)
    expect(await failureOf(async () => write(at, await save(at, content)))).toBe('withheld')
    const { items } = await review(at, await save(at, content))
    expect(items.find(({ item }) => item.endsWith(':withdrawn'))?.notOverridable).toBe(true)
  })
})

describe('consent for a named audience', () => {
  it('needs a reason for a public record, which others can read', async () => {
    await changeSource(at, {
      consents: consents.map((one) => ({ ...one, audience: 'The court in The Hague' })),
    })
    const publication = await save(at, whole(at))
    expect(await blocking(publication)).toContain(
      `consent:${at.sourceId}:publish-attributed:audience`,
    )
    expect(await failureOf(() => write(at, publication))).toBe('withheld')
  })
})
