import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { fill, hybridOf, prepared, taken, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { failureOf } from './harness.ts'
import * as P from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'

describe('a compromised source', () => {
  let at: PublicationVault
  beforeEach(async () => {
    at = await P.publicationVault()
  })
  afterEach(() => at.close())

  const footprint = () => at.desk.handlers['sources.footprint']({ id: at.sourceId })

  it('has a publication that printed its claim, even after the claim was removed from it and deleted', async () => {
    const content = { ...P.whole(at), reports: [] }
    const [claim] = content.claims
    const saved = await P.save(at, { ...content, claims: [{ ...claim!, attributionId: null }] })
    await P.write(at, saved)
    await P.save(at, { ...content, claims: [] }, saved)
    const { rev } = await at.desk.handlers['claims.get']({ id: at.claimId })
    await at.desk.handlers['records.remove']({ id: at.claimId as string as RecordId, rev })
    const { publications, claims } = await footprint()
    expect(claims).toEqual([])
    expect(publications).toMatchObject([{ id: saved.id, title: content.title }])
    expect(publications[0]?.written).toHaveLength(1)
  })

  it('has no publication that prints only other sources', async () => {
    await P.write(at, await P.save(at, { ...P.whole(at), reports: [] }))
    const other = await P.save(at, { ...P.whole(at), claims: [], reports: [], title: 'Of nobody' })
    await P.write(at, other)
    expect((await footprint()).publications.map(({ title }) => title)).not.toContain('Of nobody')
  })

  it('has the reports of a confirmed twin, shown as such', async () => {
    const { content } = await at.desk.handlers['sources.get']({ id: at.sourceId })
    const twin = await at.desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...content, codeName: 'Copper Fern', sameOrigin: [at.sourceId] },
      identity: null,
    })
    const report = await at.desk.handlers['reports.get']({ id: at.reportId })
    const saved = await at.desk.handlers['reports.save']({
      id: null,
      rev: 0,
      content: { ...report.content, title: 'Of the twin', sourceIds: [twin.id] },
    })
    const found = await footprint()
    expect(found.reports.map(({ id }) => id)).not.toContain(saved.id)
    expect(found.twins).toMatchObject([{ sourceId: twin.id, reports: [{ title: 'Of the twin' }] }])
  })
})

describe('a source from the vault of another author', () => {
  let two: Two
  beforeEach(async () => {
    two = await twoVaults()
  })
  afterEach(() => two.end())

  it('can be withheld without authorship: it is not exported, whatever the reason, until it is released', async () => {
    const { caseId, sourceId } = await fill(two.field)
    const target = { kind: 'keys' as const, recipients: [await hybridOf(two.desk)] }
    await taken(two.desk, await two.exported(two.field, caseId, target))
    const { handlers } = two.desk
    const { rev, content } = await handlers['sources.get']({ id: sourceId })
    const save = () => handlers['sources.save']({ id: sourceId, rev, content, identity: null })
    expect(await failureOf(save)).toBe('not-author')

    const consent = async () =>
      (await prepared(two.desk, { kind: 'case', caseId })).items.find(
        ({ kind }) => kind === 'consent',
      )
    expect((await consent())?.state).toBe('ok')
    await handlers['sources.holdBack']({ id: sourceId, isHeld: true })
    expect(await consent()).toMatchObject({ state: 'blocks', notOverridable: true })
    expect((await handlers['sources.footprint']({ id: sourceId })).isHeldBack).toBe(true)
    expect(await handlers['sources.heldBack']({})).toEqual([sourceId])
    // Withholding twice is journaled once.
    await handlers['sources.holdBack']({ id: sourceId, isHeld: true })
    const { lines } = await handlers['journal.list']({ subject: sourceId, before: null, limit: 50 })
    expect(lines.filter(({ kind }) => kind === 'source.held-back')).toHaveLength(1)
    // No signature was needed, and none was made.
    expect(session(two.desk).store.revisions.heads(sourceId as string as RecordId)?.rev).toBe(rev)

    await handlers['sources.holdBack']({ id: sourceId, isHeld: false })
    expect((await consent())?.state).toBe('ok')
    expect(await handlers['sources.heldBack']({})).toEqual([])
  })

  it('lists contacts among the recipients of its files', async () => {
    const { caseId, sourceId } = await fill(two.field)
    const target = { kind: 'keys' as const, recipients: [await hybridOf(two.desk)] }
    await two.exported(two.field, caseId, target)
    const [contact] = await two.field.handlers['contacts.list']({})
    const { exports } = await two.field.handlers['sources.footprint']({ id: sourceId })
    expect(exports[0]?.names).toEqual([{ pseudonym: contact?.pseudonym, state: 'verified' }])
  })
})
