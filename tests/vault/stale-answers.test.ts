import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StateDigest } from '../../src/shared/ids.ts'
import { decidedHandOver, reviewOf } from '../exchange/decided.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { names } from '../exchange/meet.ts'
import { dropDrafts, goOn } from '../exchange/three-vaults.ts'
import {
  fill,
  hybridOf,
  lettingPass,
  prepared,
  preview,
  state,
  taken,
  twoVaults,
} from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { failureOf } from './harness.ts'
import { changeSource, publicationVault, save, whole } from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'

describe('a public record', () => {
  let at: PublicationVault
  beforeEach(async () => {
    at = await publicationVault()
  })
  afterEach(() => at.close())

  const tail = (): number => session(at.desk).store.journal.tail().seq

  it('is reviewed and previewed at its current revision alone', async () => {
    const first = await save(at, whole(at))
    const { id } = await save(at, { ...whole(at), summary: 'Another' }, first)
    expect(await failureOf(() => at.ours['publications.review']({ id, rev: first.rev }))).toBe(
      'conflict',
    )
    const format = 'json'
    expect(
      await failureOf(() => at.ours['publications.preview']({ id, rev: first.rev, format })),
    ).toBe('conflict')
  })

  it('is not written on an outdated review, whatever changed since', async () => {
    const first = await save(at, whole(at))
    const { id } = first
    const changes = {
      'the publication': () => save(at, { ...whole(at), summary: 'Another' }, first),
      'a phrase': async () => {
        const { content, rev } = at.phrase
        const next = { ...content, poolLow: content.poolLow + 1 }
        await at.desk.handlers['attributions.save']({ id: at.phrase.id, rev, content: next })
      },
      'a source': () => changeSource(at, { doNotContact: true }),
    }
    for (const [what, change] of Object.entries(changes)) {
      const { basedOn, ready } = await reviewOf(at.ours, id)
      expect(ready).toBe(true)
      await change()
      const before = tail()
      const folder = tokenFor(at.desk, at.out)
      const write = (seen: StateDigest) => () =>
        at.ours['publications.write']({ id, basedOn: seen, formats: ['json'], folder })
      expect([what, await failureOf(write(basedOn))]).toEqual([what, 'conflict'])
      expect([readdirSync(at.out), tail()]).toEqual([[], before])
    }
    const { basedOn } = await reviewOf(at.ours, id)
    const folder = tokenFor(at.desk, at.out)
    await at.ours['publications.write']({ id, basedOn, formats: ['json'], folder })
    expect(readdirSync(at.out)).toEqual(['public-record'])
  })

  it('takes no answer about phrases that were changed since they were shown', async () => {
    const together = await at.desk.handlers['attributions.together']({ sourceId: at.sourceId })
    const { content, rev } = at.phrase
    const next = { ...content, poolLow: content.poolLow + 1 }
    await at.desk.handlers['attributions.save']({ id: at.phrase.id, rev, content: next })
    const before = tail()
    const pool = { of: [at.phrase.id], low: 1, high: 2, basis: '' }
    expect(
      await failureOf(() => changeSource(at, { jointPool: { ...pool, as: together.as } })),
    ).toBe('conflict')
    expect(tail()).toBe(before)
  })
})

describe('a file', () => {
  let two: Two
  beforeEach(async () => {
    two = await twoVaults()
  })
  afterEach(() => two.end())

  const trace = () => [readdirSync(two.out), state(two.field), state(two.desk)]

  it('is not written on a review of before, and not by a hand-over either', async () => {
    const { field, desk, out } = two
    const { caseId, reportId } = await fill(field)
    await dropDrafts(field, caseId)
    await names(field, desk)
    const choice = { kind: 'case', caseId } as const
    const recipients = [await hybridOf(desk)]
    const decided = { choice, overrides: await lettingPass(field, choice), purpose: '' }
    const { basedOn } = await prepared(field, choice, { ...decided, recipients })
    const contact = session(desk).author
    const handing = {
      ...decided,
      task: nextTask(),
      contact,
      folder: tokenFor(field, out),
    }
    const seen = await decidedHandOver(field.handlers, handing)

    await goOn(field, reportId, 'They said something else by then.')
    const before = trace()
    const write = () =>
      field.handlers['exports.write']({
        ...decided,
        task: nextTask(),
        basedOn,
        target: { kind: 'keys', recipients },
        folder: tokenFor(field, out),
      })
    expect(await failureOf(write)).toBe('conflict')
    const handOver = (decision: typeof seen) => () =>
      field.handlers['handover.run']({ ...handing, ...decision, task: nextTask() })
    const now = await decidedHandOver(field.handlers, handing)
    expect(await failureOf(handOver(seen))).toBe('conflict')
    expect(await failureOf(handOver({ ...now, reviewed: seen.reviewed }))).toBe('conflict')
    expect(await failureOf(handOver({ ...now, basedOn: seen.basedOn }))).toBe('conflict')
    expect(trace()).toEqual(before)
  }, 300_000)

  it('is not taken in on a preview of before', async () => {
    const { field, desk, out } = two
    const { caseId } = await fill(field)
    const path = await two.exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(desk)],
    })
    const first = await preview(desk, path)
    await taken(desk, path)
    const { exportId, basedOn } = await preview(desk, path)
    const before = trace()
    const take = (seen: StateDigest) => () =>
      desk.handlers['imports.commit']({ task: nextTask(), exportId, basedOn: seen, take: null })
    expect(await failureOf(take(first.basedOn))).toBe('conflict')
    expect(trace()).toEqual(before)
    // The preview waits still, and is the same when it is asked for again.
    expect((await desk.handlers['imports.plan']({ exportId })).basedOn).toBe(basedOn)
    expect(await failureOf(take(basedOn))).toBe('none')
    expect(readdirSync(out)).toHaveLength(1)
  }, 300_000)
})
