import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'
import { collect } from '../../src/rescue/collect.ts'
import { sha256 } from '../../src/record/items.ts'
import { verifyCosignature } from '../../src/main/vault/cosignature.ts'
import { publicationHandlers } from '../../src/main/vault/publication-handlers.ts'
import { readReviewers } from '../../src/main/vault/reviewers.ts'
import type { Attribution, Publication } from '../../src/shared/claims.ts'
import type { Cosign, Cosignature } from '../../src/shared/cosign.ts'
import type { In } from '../../src/shared/contract.ts'
import type { CaseId, Day, RecordId, ReportId } from '../../src/shared/ids.ts'
import type { Settings, SourceContent } from '../../src/shared/records.ts'
import { nextTask, prepared, session, tokenFor, toShare } from '../exchange/two-desks.ts'
import {
  caseContent,
  failureOf,
  newVault,
  reopen,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import type { Desk } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { publicationContent } from './publication-content.ts'
import { holdsElsewhere } from './second-reader.ts'

const words = 'egret reads it all twice'
const consents: SourceContent['consents'] = [
  toShare,
  { use: 'publish-attributed', audience: '', given: '2024-01', withdrawn: '', note: '' },
]

let place: ReturnType<typeof temporaryFolder>
let folder: string
let out: string
let desk: Desk
let ours: ReturnType<typeof publicationHandlers>
let caseId: CaseId
let reportId: ReportId
let phrase: Attribution
let publication: Publication
let egret: Cosign

const cosignatures = (): Cosignature[] => session(desk).store.journal.cosignatures()
const seq = (): number => session(desk).store.journal.tail().seq
const kindsOf = async (subject: string): Promise<string[]> =>
  (await desk.handlers['journal.list']({ subject, before: null, limit: 50 })).lines.map(
    ({ kind }) => kind,
  )
const publish = async (cosign: Cosign | null) =>
  ours['publications.write']({
    id: publication.id,
    formats: ['html', 'json'],
    folder: tokenFor(desk, out),
    cosign,
  })
const settle = async (over: Partial<Settings>): Promise<void> => {
  const settings = await desk.handlers['settings.get']({})
  await desk.handlers['settings.set']({ ...settings, ...over })
}
/** Nothing left behind: no file, no line. */
const refusedAs = async (code: string, act: () => Promise<unknown>): Promise<void> => {
  const [files, lines] = [readdirSync(out), seq()]
  expect(await failureOf(act)).toBe(code)
  expect([readdirSync(out), seq()]).toEqual([files, lines])
}

beforeEach(async () => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  out = join(place.path, 'out')
  mkdirSync(out)
  const made = newVault(folder)
  desk = made.desk
  await made.made
  ours = publicationHandlers(() => session(desk), {
    check: () => Promise.resolve([]),
    print: () => Promise.reject(new Error('not asked for')),
  })
  const { handlers } = desk
  const fresh = { id: null, rev: 0 } as const
  caseId = (await handlers['cases.save']({ ...fresh, content: caseContent('Returns') })).id
  const content = { ...sourceContent('Quiet Harbour'), consents }
  const source = await handlers['sources.save']({ ...fresh, content, identity: null })
  const draft = await handlers['reports.save']({
    ...fresh,
    content: {
      ...reportContent('They had no shoes.', 'At the bridge'),
      caseId,
      sourceIds: [source.id],
    },
  })
  reportId = draft.id
  await handlers['reports.file']({ id: draft.id, rev: draft.rev })
  const claim = await handlers['claims.save']({
    ...fresh,
    content: claimContent(reportId, { caseId }),
  })
  phrase = await handlers['attributions.save']({
    ...fresh,
    content: attributionContent(source.id, { poolLow: 7, poolHigh: 40 }),
  })
  publication = await ours['publications.save']({
    ...fresh,
    content: {
      ...publicationContent(caseId),
      claims: [
        {
          claimId: claim.id,
          wording: 'About ten people were handed over.',
          attributionId: phrase.id,
          when: '2023',
          place: 'the border',
          count: 'about ten',
        },
      ],
    },
  })
  const { reviewers } = await handlers['reviewers.add']({ name: 'Egret', passphrase: words })
  egret = { reviewer: reviewers[0]!.key, passphrase: words }
})
afterEach(() => {
  vi.restoreAllMocks()
  desk.keeper.close()
  place.remove()
})

describe('the limits for phrases', () => {
  it('are those of the settings', async () => {
    const pool = async () =>
      (await ours['publications.review']({ id: publication.id })).items.find(
        ({ kind }) => kind === 'pool',
      )?.state
    expect(await pool()).toBe('warns')
    await settle({ poolBlockUnder: 8 })
    expect(await pool()).toBe('blocks')
    expect(await failureOf(() => publish(egret))).toBe('withheld')
    await settle({ poolBlockUnder: 2, poolWarnUnder: 7 })
    expect(await pool()).toBe('holds')
  })
})

describe('with four eyes a publication', () => {
  it('is not written without a second reader, or with a wrong passphrase, and leaves no trace', async () => {
    await refusedAs('cosign-needed', () => publish(null))
    await refusedAs('wrong-passphrase', () => publish({ ...egret, passphrase: 'not hers at all' }))
    await refusedAs('not-found', () => publish({ ...egret, reviewer: 'ab'.repeat(32) as never }))
  })

  it('is signed by the second reader: these bytes, and nothing else', async () => {
    const { files } = await publish(egret)
    const [cosignature] = cosignatures()
    const { statement } = cosignature!
    expect(statement).toMatchObject({
      what: 'publication',
      subject: publication.id,
      by: 'Egret',
      overrides: [],
    })
    expect(statement.files).toEqual(
      files.map(({ name }) => ({
        name: name.split('/').at(-1),
        digest: `sha256:${sha256(readFileSync(join(out, name)))}`,
      })),
    )
    expect([verifyCosignature(cosignature!), holdsElsewhere(cosignature!)]).toEqual([true, true])
    for (const changed of [
      { ...cosignature!, statement: { ...statement, day: '2020-01-01' as Day } },
      { ...cosignature!, statement: { ...statement, by: 'Plover' } },
      { ...cosignature!, statement: { ...statement, files: statement.files.slice(1) } },
      { ...cosignature!, key: session(desk).author },
    ]) {
      expect([verifyCosignature(changed), holdsElsewhere(changed)]).toEqual([false, false])
    }
  })

  it('leaves no secret of the second reader open, signed or refused', async () => {
    const taken = vi.spyOn(Secret, 'take')
    await publish(egret)
    expect(await failureOf(() => publish({ ...egret, passphrase: 'not hers' }))).not.toBe('none')
    await settle({ poolBlockUnder: 10 })
    expect(await failureOf(() => publish(egret))).toBe('withheld')
    const secrets = taken.mock.results.map(({ value }) => value as Secret)
    // Each time what the passphrase gives, and the key made of it; twice the seed; once its pair.
    expect(secrets.length).toBeGreaterThanOrEqual(9)
    expect(secrets.filter(({ wiped }) => !wiped)).toEqual([])
  })

  it('says who signed, and its journal too, also after a lock', async () => {
    await publish(egret)
    expect(await kindsOf(publication.id)).toContain('review.cosigned')
    desk.keeper.close()
    desk = await reopen(folder)
    const { cosigned } = await desk.handlers['publications.get']({ id: publication.id })
    expect(cosigned).toMatchObject([{ name: 'Egret', holds: true }])
    const verified = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified).toMatchObject({ faults: [] })
    const { lines } = await desk.handlers['journal.list']({
      subject: null,
      before: null,
      limit: 200,
    })
    expect(lines.filter(({ reason }) => reason !== null)).toEqual([])
  })

  it('is signed together with the reasons for what was let pass', async () => {
    await settle({ poolBlockUnder: 10 })
    const { items } = await ours['publications.review']({ id: publication.id })
    const item = items.find(({ kind, state }) => kind === 'pool' && state === 'blocks')!.item
    publication = await ours['publications.save']({
      id: publication.id,
      rev: publication.rev,
      content: {
        ...publication.content,
        overrides: [{ item, reason: 'All of them have left', day: '2026-01-01' as Day }],
      },
    })
    await publish(egret)
    expect(cosignatures()[0]?.statement.overrides).toEqual([
      { item, subject: phrase.id, reason: 'All of them have left' },
    ])
  })

  it('is written by one alone when four eyes are off, or nobody is left to sign', async () => {
    await settle({ fourEyes: false })
    await publish(null)
    await settle({ fourEyes: true })
    expect(await failureOf(() => publish(null))).toBe('cosign-needed')
    await desk.handlers['reviewers.remove']({ reviewer: egret.reviewer })
    await publish(null)
    expect(cosignatures()).toEqual([])
    expect(readdirSync(out)).toEqual(['public-record', 'public-record-2'])
  })

  it('keeps its signature when the second reader is gone', async () => {
    await publish(egret)
    await desk.handlers['reviewers.remove']({ reviewer: egret.reviewer })
    const { cosigned } = await ours['publications.get']({ id: publication.id })
    expect(cosigned).toMatchObject([{ name: 'Egret', holds: true }])
  })
})

describe('with four eyes an export', () => {
  const send = async (
    cosign: Cosign | null,
    overrides: { item: string; reason: string }[] = [],
    choice: In<'exports.write'>['choice'] = { kind: 'case', caseId },
  ): Promise<string> =>
    (
      await desk.handlers['exports.write']({
        task: nextTask(),
        choice: choice as never,
        target: { kind: 'passphrase', passphrase: 'four words for a file' },
        overrides,
        purpose: '',
        folder: tokenFor(desk, out),
        cosign,
      })
    ).exportId
  const embargo = async (): Promise<{ item: string; reason: string }[]> => {
    const { rev, content } = await desk.handlers['reports.get']({ id: reportId })
    const handling = { level: 'embargo', note: '', until: '2999' } as const
    const saved = await desk.handlers['reports.save']({
      id: reportId,
      rev,
      content: { ...content, handling },
    })
    await desk.handlers['reports.file']({ id: reportId, rev: saved.rev })
    const { items } = await prepared(desk, { kind: 'case', caseId })
    return items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'Kim Chol-su agreed to it' }))
  }

  it('in which nothing was let pass is written by one alone', async () => {
    const saved = await desk.handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('Rice was dear.', 'Prices'),
    })
    await desk.handlers['reports.file']({ id: saved.id, rev: saved.rev })
    await send(null, [], { kind: 'reports', reportIds: [saved.id] })
    expect((await desk.handlers['exports.list']({}))[0]?.cosigned).toBeNull()
  })

  it('in which something was let pass needs the second reader, who signs its manifest', async () => {
    const overrides = await embargo()
    expect(overrides.length).toBeGreaterThan(0)
    await refusedAs('cosign-needed', () => send(null, overrides))
    await refusedAs('wrong-passphrase', () =>
      send({ ...egret, passphrase: words + ' ' }, overrides),
    )
    const exportId = await send(egret, overrides)
    const [cosignature] = cosignatures()
    const [entry] = session(desk).store.exchange.exports()
    expect(cosignature?.statement).toMatchObject({
      what: 'export',
      subject: exportId,
      by: 'Egret',
      files: [{ name: 'manifest', digest: `blake2b-256:${entry?.hash}` }],
    })
    expect(cosignature?.statement.overrides).toHaveLength(overrides.length)
    expect([verifyCosignature(cosignature!), holdsElsewhere(cosignature!)]).toEqual([true, true])
    const [row] = await desk.handlers['exports.list']({})
    expect(row).toMatchObject({ exportId, cosigned: { name: 'Egret', holds: true } })
    expect(await kindsOf('vault')).toContain('review.cosigned')
  })

  it('loses its co-signature, which holds reasons, when a record in it is purged', async () => {
    await send(egret, await embargo())
    await ours['publications.get']({ id: publication.id })
    for (const id of [
      publication.id,
      publication.content.claims[0]!.claimId,
      phrase.id,
      reportId,
    ]) {
      const { rev } = session(desk).store.revisions.heads(id as string as RecordId)!
      await desk.handlers['records.remove']({ id: id as string as RecordId, rev })
    }
    expect(cosignatures()).toHaveLength(1)
    desk.keeper.close()
    desk = await reopen(folder)
    expect(cosignatures()).toEqual([])
    expect(await kindsOf('vault')).toContain('review.cosigned')
    const verified = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified).toMatchObject({ faults: [] })
  })
})

describe('the rescue tool', () => {
  it('gives co-signatures out, and no key of a second reader', async () => {
    await publish(egret)
    const { store } = session(desk)
    const { wrapped } = readReviewers(store)[0]!
    const told = collect({
      stored: { store, rescue: null, close: () => undefined },
      headerCopies: 'both',
    } as never)
    expect(told['cosignatures']).toMatchObject([{ statement: { by: 'Egret' } }])
    const text = JSON.stringify(told)
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(text).not.toContain(Buffer.from(wrapped).toString(form).slice(0, 40))
    }
  })
})
