import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LintPort } from '../../src/main/vault/lint/lint-port.ts'
import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import type { PublicationContent } from '../../src/shared/claims.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { failureOf } from './harness.ts'
import { attributionContent } from './protected-content.ts'
import {
  blocks,
  body,
  changeReport,
  changeSource,
  consents,
  headOf,
  print,
  publicationVault,
  review,
  save,
  whole,
  withheld,
  write,
} from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'
import { reviewOf } from '../exchange/decided.ts'

let at: PublicationVault
beforeEach(async () => {
  at = await publicationVault()
})
afterEach(() => at.close())

describe('a review blocks', () => {
  it('a phrase that fits three people, until the pool is bigger or there is a reason', async () => {
    const small = await at.desk.handlers['attributions.save']({
      id: at.phrase.id,
      rev: at.phrase.rev,
      content: attributionContent(at.sourceId, { poolLow: 3, poolHigh: 6 }),
    })
    const publication = await save(at, whole(at))
    expect(await blocks(at, publication)).toEqual(['pool:…:…:3'])
    const [item = ''] = await withheld(at, publication)
    expect(item).toMatch(`pool:${at.phrase.id}:`)
    expect(readdirSync(at.out)).toEqual([])

    const overridden = await save(
      at,
      {
        ...whole(at),
        overrides: [{ item, reason: 'All six have left', day: '2026-01-01' as never }],
      },
      publication,
    )
    expect(await blocks(at, overridden)).toEqual([])
    const { lines } = await at.desk.handlers['journal.list']({
      subject: publication.id,
      before: null,
      limit: 10,
    })
    expect(lines.map(({ kind }) => kind)).toContain('review.overridden')

    // The override was for these words and this pool: other words need a new one.
    const other = await at.desk.handlers['attributions.save']({
      id: at.phrase.id,
      rev: small.rev,
      content: attributionContent(at.sourceId, { phrase: 'a clerk', poolLow: 3, poolHigh: 6 }),
    })
    expect(await blocks(at, overridden)).toEqual(['pool:…:…:3'])
    await at.desk.handlers['attributions.save']({
      id: at.phrase.id,
      rev: other.rev,
      content: attributionContent(at.sourceId, { poolLow: 2, poolHigh: 6 }),
    })
    expect(await blocks(at, overridden)).toEqual(['pool:…:…:2'])
  })

  it('a source that withdrew its consent, whatever reason is given', async () => {
    const publication = await save(at, whole(at))
    await changeSource(at, { consents: [{ ...consents[0]!, withdrawn: '2024-02' }] })
    const item = `consent:${at.sourceId}:publish-attributed:withdrawn`
    const overridden = await save(
      at,
      { ...whole(at), overrides: [{ item, reason: 'We want to', day: '2026-01-01' as never }] },
      publication,
    )
    expect(await withheld(at, overridden)).toEqual([item])
  })

  it('a source whose consent is for another use', async () => {
    await changeSource(at, { consents: [consents[0]!] })
    const content = whole(at)
    const publication = await save(at, {
      ...content,
      reports: [{ ...content.reports[0]!, attributionId: null }],
    })
    expect(await blocks(at, publication)).toEqual(['consent:…:publish-unattributed'])
  })

  it('an embargo and unread conditions', async () => {
    const handling = { level: 'embargo', note: '', until: '2999' } as const
    await changeReport(at, { handling })
    at.revision = await headOf(at)
    expect(await blocks(at, await save(at, whole(at)))).toEqual(['embargo:…:2999'])
    await changeReport(at, { handling: { level: 'conditions', note: 'Ask first', until: '' } })
    at.revision = await headOf(at)
    expect(await blocks(at, await save(at, whole(at)))).toEqual(['handling:…:…'])
  })

  it('a text that changed after its redactions', async () => {
    const publication = await save(at, whole(at))
    await changeReport(at, { body: `They say that ${body}` })
    expect(await blocks(at, publication)).toEqual(['draft:…:newer'])
  })

  it('a name that is still in a text, until it is redacted', async () => {
    const content = whole(at)
    const publication = await save(at, {
      ...content,
      reports: [{ ...content.reports[0]!, redactions: [] }],
    })
    expect(await blocks(at, publication)).toEqual(['lint:report-…:name:…'])
    expect(await blocks(at, await save(at, whole(at), publication))).toEqual([])
  })

  it('redacted words that are still printed, in any field', async () => {
    const quiet: LintPort = () => Promise.resolve([])
    const unmarked = publicationHandlers(() => session(at.desk), { check: quiet, print })
    const leftovers = async (over: Partial<PublicationContent>): Promise<string[]> => {
      const { id } = await save(at, { ...whole(at), ...over })
      return (await reviewOf(unmarked, id)).items
        .filter(({ kind, state }) => kind === 'leftover' && state === 'blocks')
        .map(({ place, about }) => `${place}: ${about}`)
    }
    const [claim] = whole(at).claims
    expect(await leftovers({})).toEqual([])
    expect(await leftovers({ title: 'What KIM  CHOL-SU did' })).toEqual(['title: kim chol-su'])
    expect(await leftovers({ method: 'We asked Chol-su.' })).toEqual(['method: chol-su'])
    expect(
      await leftovers({ claims: [{ ...claim!, wording: 'Ten were taken by Kim Chol-su.' }] }),
    ).toEqual(['claim: kim chol-su'])
    expect(await leftovers({ claims: [{ ...claim!, place: 'Chol-su’s bridge' }] })).toEqual([
      'claim: chol-su',
    ])
    await changeReport(at, { body: `${body} Then Kim Chol-su left.` })
    expect(
      await leftovers({ reports: [{ ...whole(at).reports[0]!, revision: await headOf(at) }] }),
    ).toEqual(['report: kim chol-su'])
    await changeReport(at, { body: '김철수는 다리를 건넜다. 철수의 형도 왔다. 김철수가 말했다.' })
    const korean = {
      ...whole(at).reports[0]!,
      revision: await headOf(at),
      redactions: [{ start: 0, end: 3, category: 'name' as const }],
    }
    expect(await leftovers({ reports: [korean] })).toEqual(['report: 김철수'])
  })

  it('nothing, but warns, when a phrase is not in the language of the record', async () => {
    const publication = await save(at, { ...whole(at), language: 'ko' })
    const { items } = await review(at, publication)
    expect(
      items.filter(({ kind }) => kind === 'phrase-language').map(({ state }) => state),
    ).toEqual(['warns', 'warns'])
  })

  it('invisible characters', async () => {
    const publication = await save(at, { ...whole(at), title: 'A record\u200b' })
    expect(await blocks(at, publication)).toEqual(['hidden:title:U+200B:…'])
  })

  it('two phrases of one source, until their combined pool is entered', async () => {
    const second = await at.desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(at.sourceId, { phrase: 'a trader', role: 'trader' }),
    })
    const content = whole(at)
    const publication = await save(at, {
      ...content,
      claims: [{ ...content.claims[0]!, attributionId: second.id }],
    })
    expect(await blocks(at, publication)).toEqual(['joint-pool:…:2:unasked'])
    const { phrases, as } = await at.desk.handlers['attributions.together']({
      sourceId: at.sourceId,
    })
    const of = phrases.map(({ id }) => id)
    await changeSource(at, { jointPool: { of, low: 40, high: 90, basis: '', as } })
    expect(await blocks(at, publication)).toEqual([])
    await at.desk.handlers['attributions.save']({
      id: second.id,
      rev: second.rev,
      content: { ...second.content, organisation: 'A trading company' },
    })
    expect(await blocks(at, publication)).toEqual(['joint-pool:…:2:unasked'])
  })

  it('a second phrase once a first one was published, even if that publication was changed', async () => {
    const publication = await save(at, whole(at))
    await write(at, publication)
    const second = await at.desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(at.sourceId, { phrase: 'a trader', role: 'trader' }),
    })
    const content = whole(at)
    const other = await save(
      at,
      {
        ...content,
        claims: [{ ...content.claims[0]!, attributionId: second.id }],
        reports: [{ ...content.reports[0]!, attributionId: second.id }],
      },
      publication,
    )
    expect(await blocks(at, other)).toEqual(['joint-pool:…:2:unasked'])

    // A published phrase can be neither changed nor deleted.
    const { rev, content: said } = (
      await at.desk.handlers['attributions.list']({ sourceId: at.sourceId })
    ).find(({ id }) => id === at.phrase.id)!
    const reword = { id: at.phrase.id, rev, content: { ...said, phrase: 'somebody' } }
    expect(await failureOf(() => at.desk.handlers['attributions.save'](reword))).toBe('in-use')
    const remove = { id: at.phrase.id as string as RecordId, rev }
    expect(await failureOf(() => at.desk.handlers['records.remove'](remove))).toBe('in-use')
    const fewer = { ...reword, content: { ...said, poolLow: 6 } }
    expect((await at.desk.handlers['attributions.save'](fewer)).content.poolLow).toBe(6)
  })

  it('everything that could not be checked', async () => {
    const unchecked = publicationHandlers(() => session(at.desk), {
      check: () => Promise.resolve(null),
      print,
    })
    const { id } = await save(at, whole(at))
    const { ready } = await reviewOf(unchecked, id)
    expect(ready).toBe(false)
  })
})
