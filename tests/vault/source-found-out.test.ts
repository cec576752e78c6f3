import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CaseId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { PublicationContent } from '../../src/shared/claims.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { hybridOf } from '../exchange/two-vaults.ts'
import { caseContent, vaultOfOneTest, failureOf, reportContent, sourceContent } from './harness.ts'
import type { TestVault } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { exportDecided } from '../exchange/decided.ts'

let desk: TestVault
let out: string
let caseId: CaseId
let source: SourceId

const write = async (over: Partial<ReportContent>, filed = true): Promise<ReportId> => {
  const { id, rev } = await desk.handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent('A body'), caseId, ...over },
  })
  if (filed) await desk.handlers['reports.file']({ id, rev })
  return id
}
const claimOf = (reportId: ReportId, statement: string) =>
  desk.handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(reportId, { caseId, statement }),
  })
const publish = (over: Partial<PublicationContent>) =>
  desk.handlers['publications.save']({
    id: null,
    rev: 0,
    content: {
      caseId,
      language: 'en',
      title: 'What is known',
      summary: '',
      method: '',
      claims: [],
      reports: [],
      overrides: [],
      ...over,
    },
  })
const printed = (claimId: string) => ({
  claimId: claimId as never,
  wording: 'People were returned.',
  attributionId: null,
  when: '',
  place: '',
  count: '',
})
const footprint = () => desk.handlers['sources.footprint']({ id: source })

beforeEach(async () => {
  const made = await vaultOfOneTest()
  ;({ desk } = made)
  out = join(made.place, 'out')
  mkdirSync(out)
  caseId = (await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') }))
    .id
  source = (
    await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: {
        ...sourceContent('Quiet Heron'),
        consents: [{ use: 'share-desk', audience: '', given: '2024', withdrawn: '', note: '' }],
      },
      identity: null,
    })
  ).id
  return made.end
})

describe('everything in which a source appears', () => {
  it('has drafts, claims of its reports, and what only writes its code name, in any case of letters', async () => {
    const draft = await write({ sourceIds: [source], title: 'Draft' }, false)
    const elsewhere = await write({ title: 'Of nobody' })
    const own = await claimOf(draft, 'They were returned.')
    const mentions = await claimOf(elsewhere, 'Told also by QUIET heron.')
    await claimOf(elsewhere, 'Told by others.')
    const found = await footprint()
    expect(found.reports.map(({ id }) => id)).toEqual([draft])
    expect(new Set(found.claims.map(({ id }) => id))).toEqual(new Set([own.id, mentions.id]))
  })

  it('has every phrase, and a publication that once printed its phrase or claim and no longer does', async () => {
    const report = await write({ sourceIds: [source] })
    const claim = await claimOf(report, 'They were returned.')
    const phrase = await desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(source),
    })
    const first = await publish({ claims: [printed(claim.id)] })
    await desk.handlers['publications.save']({
      id: first.id,
      rev: first.rev,
      content: { ...first.content, claims: [] },
    })
    const named = await publish({ title: 'Also Quiet Heron' })
    await publish({ title: 'Of others' })
    const found = await footprint()
    expect(found.attributions.map(({ id }) => id)).toEqual([phrase.id])
    expect(new Set(found.publications.map(({ id }) => id))).toEqual(new Set([first.id, named.id]))
  })

  it('has exports that carried a report which only mentions it, newest first and each once', async () => {
    const mentions = await write({ body: 'As Quiet Heron said' })
    const other = await write({ title: 'Of others' })
    const send = async (id: ReportId, purpose: string): Promise<string> => {
      const input = {
        task: nextTask(),
        choice: { kind: 'reports' as const, reportIds: [id] },
        target: { kind: 'keys' as const, recipients: [await hybridOf(desk)] },
        purpose,
        folder: tokenFor(desk, out),
        overrides: [],
      }
      const { items } = await desk.handlers['exports.prepare'](input as never)
      const overrides = items
        .filter(({ state }) => state === 'blocks')
        .map(({ item }) => ({ item, reason: 'Looked at for this test' }))
      return (await exportDecided(desk.handlers, { ...input, overrides } as never)).exportId
    }
    const one = await send(mentions, 'For the desk')
    await send(other, 'For the desk')
    const two = await send(other, 'Asked for by quiet heron')
    expect((await footprint()).exports.map(({ exportId }) => exportId)).toEqual([two, one])
  })

  it('has what an on-record speaker was called before', async () => {
    const make = (name: string, id: SourceId | null, rev: number) =>
      desk.handlers['sources.save']({
        id,
        rev,
        content: { ...sourceContent(''), kind: 'on-record', codeName: '', name },
        identity: null,
      })
    const speaker = await make('Kim Example', null, 0)
    await make('Kim Sample', speaker.id, speaker.rev)
    const old = await write({ body: 'Kim Example said so.' })
    const { reports } = await desk.handlers['sources.footprint']({ id: speaker.id })
    expect(reports.map(({ id }) => id)).toEqual([old])
  })
})

describe('a source', () => {
  it('cannot change between protected and on record: that would link its code name to its name', async () => {
    const { rev, content } = await desk.handlers['sources.get']({ id: source })
    const turned = { ...content, kind: 'on-record' as const, codeName: '', name: 'Kim Example' }
    const turn = () =>
      desk.handlers['sources.save']({ id: source, rev, content: turned, identity: null })
    expect(await failureOf(turn)).toBe('invalid')
    const speaker = await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: turned,
      identity: null,
    })
    const hide = () =>
      desk.handlers['sources.save']({
        id: speaker.id,
        rev: speaker.rev,
        content: sourceContent('Copper Fern'),
        identity: null,
      })
    expect(await failureOf(hide)).toBe('invalid')
  })

  it('keeps the code name that reports and colleagues know it by', async () => {
    const { rev, content } = await desk.handlers['sources.get']({ id: source })
    const renamed = { ...content, codeName: 'Copper Fern' }
    const save = () =>
      desk.handlers['sources.save']({ id: source, rev, content: renamed, identity: null })
    expect(await failureOf(save)).toBe('invalid')
  })

  it('on record has no seal, so no identity is taken for it', async () => {
    const identity = { name: '박서연', otherNames: [], contact: '', note: '' }
    const content = {
      ...sourceContent(''),
      kind: 'on-record' as const,
      codeName: '',
      name: 'Kim Example',
    }
    const save = () => desk.handlers['sources.save']({ id: null, rev: 0, content, identity })
    expect(await failureOf(save)).toBe('invalid')
  })

  it('that another is one origin with is not removed before they are separated', async () => {
    const twin = await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent('Copper Fern'), sameOrigin: [source] },
      identity: null,
    })
    const { rev } = await desk.handlers['sources.get']({ id: source })
    const remove = (id: SourceId, at: number) => () =>
      session(desk).store.records.remove(id as string as RecordId, at)
    expect(await failureOf(remove(source, rev))).toBe('in-use')
    expect(await failureOf(remove(twin.id, twin.rev))).toBe('in-use')
    const apart = await desk.handlers['sources.save']({
      id: twin.id,
      rev: twin.rev,
      content: { ...twin.content, sameOrigin: [] },
      identity: null,
    })
    expect(await failureOf(remove(twin.id, apart.rev))).toBe('none')
    expect(await failureOf(remove(source, rev))).toBe('none')
  })
})
