import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import type { PublicationContent } from '../../src/shared/claims.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { SourceId } from '../../src/shared/ids.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { session } from '../exchange/test-vault.ts'
import {
  blocks,
  changeReport,
  changeSource,
  consents,
  headOf,
  publicationVault,
  review,
  save,
  whole,
  withheld,
  write,
} from './publication-vault.ts'
import { sourceContent } from './harness.ts'
import type { PublicationVault } from './publication-vault.ts'

let at: PublicationVault
beforeEach(async () => {
  at = await publicationVault()
})
afterEach(() => at.close())

const withdraw = (): Promise<void> =>
  changeSource(at, { consents: consents.map((one) => ({ ...one, withdrawn: '2024-02' })) })

/** Leaves an unfiled draft on top of the filed report. */
const draft = async (over: Partial<ReportContent>): Promise<void> => {
  const { rev, content } = await at.desk.handlers['reports.get']({ id: at.reportId })
  const input = { id: at.reportId, rev, content: { ...content, ...over } }
  await at.desk.handlers['reports.save'](input)
}

const claimOnly = (): PublicationContent => ({ ...whole(at), reports: [] })
const unquoted = (): PublicationContent => {
  const { claims, ...content } = claimOnly()
  return { ...content, claims: [{ ...claims[0]!, attributionId: null }] }
}

/**
 * Two devices filed on top of the same revision; the version that is shown here names these
 * sources.
 */
const fileApart = async (working: readonly SourceId[], other: readonly SourceId[]) => {
  const open = session(at.desk)
  const subject = RecordId.parse(at.reportId)
  const { content, head } = await at.desk.handlers['reports.get']({ id: at.reportId })
  for (let n = 0; n < 40; n++) {
    const [a, b] = [working, other].map((sourceIds, i) =>
      signRevision(open, {
        subject,
        kind: 'report',
        content: { ...content, tags: [`${i} ${n}`], sourceIds: [...sourceIds] },
        parents: [head!],
      }),
    )
    // The version with the lesser id is shown.
    if (a!.id > b!.id) continue
    open.store.exchange.commitImport(
      {
        exportId: 'ab'.repeat(16),
        sender: open.author,
        pair: 'cd'.repeat(32),
        seq: 1,
        hash: 'ef'.repeat(32),
        previous: null,
        day: open.today(),
      },
      [{ subject, kind: 'report', revisions: [a!, b!], heads: [a!.id, b!.id], seals: new Map() }],
    )
    return
  }
}

describe('withdrawn consent blocks the printing of a report', () => {
  const attributed = 'consent:…:publish-attributed:withdrawn'
  const unattributed = 'consent:…:publish-unattributed:withdrawn'

  it('when an unfiled draft leaves the source out, whatever reason is given', async () => {
    const quoted = await save(at, claimOnly())
    const plain = await save(at, unquoted())
    await withdraw()
    await draft({ sourceIds: [] })
    expect(await blocks(at, quoted)).toContain(attributed)
    expect(await blocks(at, plain)).toContain(unattributed)
    for (const [publication, content] of [
      [quoted, claimOnly()],
      [plain, unquoted()],
    ] as const) {
      const open = await withheld(at, publication)
      const overrides = open.map((item) => ({
        item,
        reason: 'We want to',
        day: '2026-01-01' as never,
      }))
      const again = await save(at, { ...content, overrides }, publication)
      expect((await withheld(at, again)).join()).toMatch(/:withdrawn/)
    }
    expect(readdirSync(at.out)).toEqual([])
  })

  it('when it was filed again without the source and the new text is printed', async () => {
    await withdraw()
    await changeReport(at, { sourceIds: [] })
    const content = whole(at)
    const text = { ...content.reports[0]!, revision: await headOf(at), attributionId: null }
    const publication = await save(at, { ...content, claims: [], reports: [text] })
    expect(await blocks(at, publication)).toEqual([unattributed])
    expect((await review(at, publication)).items[0]!.notOverridable).toBe(true)
  })

  it('when its phrase is printed though the report no longer names the source', async () => {
    const publication = await save(at, claimOnly())
    await withdraw()
    await changeReport(at, { sourceIds: [] })
    const items = (await review(at, publication)).items.filter(({ state }) => state === 'blocks')
    expect(items.find(({ kind }) => kind === 'consent')?.notOverridable).toBe(true)
  })

  it('when two versions are in conflict and the one that is shown leaves the source out', async () => {
    const publication = await save(at, unquoted())
    await withdraw()
    await fileApart([], [at.sourceId])
    const { content } = await at.desk.handlers['reports.get']({ id: at.reportId })
    expect(content.sourceIds).toEqual([])
    expect(await blocks(at, publication)).toEqual(['draft:…:conflict', unattributed])
  })
})

describe('a claim stops', () => {
  it('while a new revision of its report is being written, whatever reason is given', async () => {
    const publication = await save(at, claimOnly())
    await draft({ title: 'Not any more' })
    const { items } = await review(at, publication)
    const [item] = items.filter(({ state }) => state === 'blocks')
    expect(item).toMatchObject({ item: `draft:${at.claimId}:not-filed`, notOverridable: true })
  })

  it('while its report has two versions', async () => {
    const publication = await save(at, claimOnly())
    await fileApart([at.sourceId], [at.sourceId])
    expect(await blocks(at, publication)).toEqual(['draft:…:conflict'])
  })
})

describe('the phrase of a source', () => {
  /** The report names a second source, and the claim has these speakers. */
  const saidBy = async (...of: ('first' | 'second')[]): Promise<void> => {
    const { handlers } = at.desk
    const second = await handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent('Copper Lantern'), consents },
      identity: null,
    })
    await changeReport(at, { sourceIds: [at.sourceId, second.id] })
    const { id, rev, content } = await handlers['claims.get']({ id: at.claimId })
    const sourceIds = of.map((one) => (one === 'first' ? at.sourceId : second.id))
    await handlers['claims.save']({ id, rev, content: { ...content, sourceIds } })
  }

  it('is refused beside a claim with another speaker', async () => {
    await saidBy('second')
    const refused = save(at, claimOnly())
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      fields: ['content.claims.0.attributionId'],
    })
  })

  it('is accepted beside a claim that its source shares with others', async () => {
    await saidBy('first', 'second')
    expect(await blocks(at, await save(at, claimOnly()))).toEqual([])
  })

  it('blocks a publication once the claim has another speaker', async () => {
    const publication = await save(at, claimOnly())
    await saidBy('second')
    expect(await blocks(at, publication)).toEqual(['unattributed:…:other-source:…'])
  })
})

describe('the speaker of a claim', () => {
  it('has to consent, even if only a draft of the report ever named them', async () => {
    const { handlers } = at.desk
    const { id } = await handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent('Copper Lantern'), consents: [] },
      identity: null,
    })
    await draft({ sourceIds: [at.sourceId, id] })
    const claim = await handlers['claims.get']({ id: at.claimId })
    const said = { ...claim.content, sourceIds: [id] }
    await handlers['claims.save']({ id: claim.id, rev: claim.rev, content: said })
    await changeReport(at, { sourceIds: [at.sourceId] })
    expect(await blocks(at, await save(at, unquoted()))).toEqual(['consent:…:publish-unattributed'])
  })
})

describe('an embargo', () => {
  it('is not lifted by an unfiled draft', async () => {
    await changeReport(at, { handling: { level: 'embargo', note: '', until: '2999' } })
    const publication = await save(at, claimOnly())
    await draft({ handling: { level: 'permitted', note: '', until: '' } })
    expect(await blocks(at, publication)).toContain('embargo:…:2999')
  })

  it('is lifted by filing, and conditions that a draft adds apply at once', async () => {
    await changeReport(at, { handling: { level: 'embargo', note: '', until: '2999' } })
    await changeReport(at, { handling: { level: 'permitted', note: '', until: '' } })
    const publication = await save(at, claimOnly())
    expect(await blocks(at, publication)).toEqual([])
    await draft({ handling: { level: 'conditions', note: 'Ask first', until: '' } })
    expect(await blocks(at, publication)).toContain('handling:…:…')
  })
})

describe('printed content', () => {
  it('is journaled for every source that any revision of its report names', async () => {
    await changeReport(at, { sourceIds: [] })
    await write(at, await save(at, unquoted()))
    const { lines } = await at.desk.handlers['journal.list']({
      subject: RecordId.parse(at.sourceId),
      before: null,
      limit: 10,
    })
    expect(lines.map(({ kind }) => kind)).toContain('record.published')
  })
})
