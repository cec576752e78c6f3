import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/crypto/bytes.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { plan } from '../../src/main/exchange/plan.ts'
import type { VerifiedBundle } from '../../src/main/exchange/verify-bundle.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { CaseId, RevisionId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { cardOf } from './cards.ts'
import {
  caseContent,
  id,
  person,
  reportContent,
  sample,
  StoredRecords,
  signed,
  sourceContent,
} from './sample.ts'

const speaker = {
  ...(sourceContent('') as object),
  kind: 'on-record',
  name: 'A name',
}

describe('planning an import', () => {
  beforeAll(sodiumReady)

  const bundleOf = (
    revisions: readonly Revision[],
    seals: VerifiedBundle['seals'] = new Map(),
    cards: VerifiedBundle['cards'] = [],
  ): VerifiedBundle => ({
    manifest: {} as VerifiedBundle['manifest'],
    hash: '',
    cards,
    revisions,
    seals,
    chains: [],
    notices: [],
    escrow: null,
  })
  const effects = async (bundle: VerifiedBundle, stored: StoredRecords): Promise<string[]> =>
    (await plan(bundle, stored, noPace)).map(({ effect }) => effect)

  it('lists what a record refers to with that record alone, not with all that print it', async () => {
    const by = person()
    const place = { ...publicationContent(id(1) as string as CaseId) }
    const numbers = [10, 11, 12]
    const reports = numbers.map((n) => ({
      reportId: id(n),
      revision: '0'.repeat(64),
      attributionId: null,
      redactions: [],
    }))
    const revisions = [
      signed(by, { subject: id(1), kind: 'case', content: caseContent('A') }),
      ...numbers.flatMap((n) => [
        signed(by, { subject: id(n + 10), kind: 'source', content: speaker }),
        signed(by, {
          subject: id(n),
          kind: 'report',
          content: reportContent('R', '', id(1), [id(n + 10)]),
        }),
      ]),
      ...[30, 31].map((n) =>
        signed(by, { subject: id(n), kind: 'publication', content: { ...place, reports } }),
      ),
    ]
    const items = await plan(bundleOf(revisions), new StoredRecords(), noPace)
    expect(items.map(({ effect }) => effect)).not.toContain('refused')
    const needs = new Map(
      items.map((item) => [item.subject, item.needs.map((at) => items[at]?.subject)]),
    )
    expect(needs.get(id(10))).toEqual([id(1), id(20)])
    for (const n of [30, 31]) expect(needs.get(id(n))).toEqual([id(1), ...numbers.map(id)])
  })

  it('accepts what a desk revised with a card of the author, and refuses it without, in any order', async () => {
    const [author, desk, other] = [person(), person(), person()]
    const of = { subject: id(1), kind: 'case' as const }
    const root = signed(author, { ...of, content: caseContent('A') })
    const theirs = signed(desk, { ...of, content: caseContent('B'), parents: [root.id] })
    const grant = cardOf(author, { serial: 1, desks: [desk.author] })
    const newer = cardOf(author, { serial: 2 })
    const whys = async (bundle: VerifiedBundle, stored: StoredRecords) =>
      (await plan(bundle, stored, noPace)).map(({ effect, why }) => why ?? effect)
    const both = [root, theirs]
    expect(await whys(bundleOf(both), new StoredRecords())).toEqual(['not-author'])
    expect(await whys(bundleOf(both, new Map(), [newer]), new StoredRecords())).toEqual([
      'not-author',
    ])
    for (const cards of [[grant], [grant, newer], [newer, grant]]) {
      expect(await whys(bundleOf(both, new Map(), cards), new StoredRecords())).toEqual(['new'])
      expect(await whys(bundleOf(both), new StoredRecords(cards))).toEqual(['new'])
      expect(await whys(bundleOf([...both].reverse()), new StoredRecords(cards))).toEqual(['new'])
    }
    // A card by any other author grants nothing, whichever desks it names.
    for (const by of [desk, other]) {
      const card = cardOf(by, { desks: [desk.author, author.author].sort() })
      expect(await whys(bundleOf(both, new Map(), [card]), new StoredRecords([card]))).toEqual([
        'not-author',
      ])
    }
  })

  it('refuses a record with two first authors, with none, or by another author than here', async () => {
    const [one, two] = [person(), person()]
    const of = { subject: id(1), kind: 'case' as const }
    const mine = signed(one, { ...of, content: caseContent('A') })
    const yours = signed(two, { ...of, content: caseContent('B') })
    const later = signed(one, { ...of, content: caseContent('C'), parents: [mine.id] })
    const why = async (revisions: readonly Revision[], stored: StoredRecords) =>
      (await plan(bundleOf(revisions), stored, noPace))[0]?.why
    expect(await why([mine, yours], new StoredRecords())).toBe('not-author')
    expect(await why([later], new StoredRecords())).toBe('not-author')
    const stored = new StoredRecords()
    stored.take(await plan(bundleOf([mine]), stored, noPace))
    expect(await why([yours], stored)).toBe('not-author')
    expect(await why([later], stored)).toBeNull()
  })

  it('names what is new, accepts its seal, and calls it known the second time', async () => {
    const { revisions, seals } = sample(person())
    const stored = new StoredRecords()
    const source = revisions.find(({ kind }) => kind === 'source')
    const bytes = seals[0]?.bytes ?? new Uint8Array()
    const bundle = bundleOf(revisions, new Map(source === undefined ? [] : [[source.id, bytes]]))
    const items = await plan(bundle, stored, noPace)
    expect(items.map(({ title, effect, added }) => [title, effect, added])).toEqual([
      ['Returns in winter', 'new', 1],
      ['Quiet Heron', 'new', 1],
      ['강제 북송', 'new', 2],
      ['遣返', 'new', 1],
    ])
    expect([...(items[1]?.seals.values() ?? [])]).toEqual([bytes])
    stored.take(items)
    expect(new Set(await effects(bundle, stored))).toEqual(new Set(['known']))
  })

  it('says why it refuses', async () => {
    const by = person()
    const good = signed(by, { subject: id(1), kind: 'case', content: caseContent('A') })
    const asReport = signed(by, { subject: id(1), kind: 'report', content: reportContent('A', '') })
    const bare = signed(by, {
      subject: id(2),
      kind: 'source',
      content: sourceContent('Quiet Heron'),
    })
    const why = async (stored: StoredRecords, ...revisions: Revision[]) =>
      (await plan(bundleOf(revisions), stored, noPace)).map((item) => item.why)
    expect(await why(new StoredRecords(), good)).toEqual([null])
    expect(await why(new StoredRecords(), { ...good, signature: '0'.repeat(128) })).toEqual([
      'damaged',
    ])
    expect(await why(new StoredRecords(), good, asReport)).toEqual(['other-kind'])
    expect(await why(new StoredRecords(), bare)).toEqual(['seal'])
    const stored = new StoredRecords()
    stored.purged.add(id(1))
    expect(await why(stored, good)).toEqual(['purged'])
  })

  it('refuses a record whose revision was changed, renamed or signed by another', async () => {
    const [by, other] = [person(), person()]
    const good = signed(by, { subject: id(1), kind: 'case', content: caseContent('A') })
    const wrong: Revision[] = [
      { ...good, content: good.content.replace('A', 'B') },
      { ...good, id: '0'.repeat(64) as RevisionId },
      { ...good, author: other.author },
      { ...good, signature: '0'.repeat(128) },
      { ...good, day: '2025-03-02' as Revision['day'] },
    ]
    for (const revision of wrong) {
      expect(await effects(bundleOf([revision]), new StoredRecords())).toEqual(['refused'])
    }
    expect(await effects(bundleOf([good]), new StoredRecords())).toEqual(['new'])
  })

  it('refuses signed content that does not fit its kind', async () => {
    const by = person()
    const contents: Canonical[] = [
      { title: '', question: '', status: 'open' },
      { title: 'A', question: '', status: 'open', more: 1 },
      { title: 'A', question: '', status: 'elsewhere' },
      { title: 'A'.repeat(201), question: '', status: 'open' },
    ]
    for (const content of contents) {
      const revision = signed(by, { subject: id(1), kind: 'case', content })
      expect(await effects(bundleOf([revision]), new StoredRecords())).toEqual(['refused'])
    }
  })

  it('refuses one record under two kinds, here or there', async () => {
    const by = person()
    const asCase = signed(by, { subject: id(1), kind: 'case', content: caseContent('A') })
    const content = reportContent('A', '')
    const asReport = signed(by, { subject: id(1), kind: 'report', content })
    expect(await effects(bundleOf([asCase, asReport]), new StoredRecords())).toEqual(['refused'])
    const stored = new StoredRecords()
    stored.take(await plan(bundleOf([asCase]), stored, noPace))
    expect(await effects(bundleOf([asReport]), stored)).toEqual(['refused'])
  })

  const of = { subject: id(2), kind: 'source' as const }
  const heron = sourceContent('Quiet Heron')
  let seal: Uint8Array = new Uint8Array()
  beforeAll(() => {
    seal = sealIdentity(new Uint8Array(), [], utf8(id(2)))
  })

  it('accepts a protected source with its seal, and refuses it without one or with an invalid one', async () => {
    const bare = signed(person(), { ...of, content: heron })
    expect(await effects(bundleOf([bare]), new StoredRecords())).toEqual(['refused'])
    expect(
      await effects(bundleOf([bare], new Map([[bare.id, seal]])), new StoredRecords()),
    ).toEqual(['refused'])
    const good = signed(person(), { ...of, content: heron, seal })
    expect(
      await effects(bundleOf([good], new Map([[good.id, seal]])), new StoredRecords()),
    ).toEqual(['new'])
    for (const bytes of [new Uint8Array(seal.length).fill(7), seal.subarray(1), new Uint8Array()]) {
      const none = signed(person(), { ...of, content: heron, seal: bytes })
      expect(
        await effects(bundleOf([none], new Map([[none.id, bytes]])), new StoredRecords()),
      ).toEqual(['refused'])
    }
  })

  it('keeps the seals of both heads of a source that arrives with two', async () => {
    const by = person()
    const heads = ['Quiet Heron', 'Grey Heron'].map((name) =>
      signed(by, { ...of, content: sourceContent(name), seal }),
    )
    const seals = new Map(heads.map((head) => [head.id, seal]))
    const [item] = await plan(bundleOf(heads, seals), new StoredRecords(), noPace)
    expect(item).toMatchObject({ effect: 'conflict', seals })
  })

  it('refuses an on-record speaker that becomes protected without a sealed identity', async () => {
    const by = person()
    const first = signed(by, { ...of, content: speaker })
    const stored = new StoredRecords()
    stored.take(await plan(bundleOf([first]), stored, noPace))
    const bare = signed(by, { ...of, content: heron, parents: [first.id] })
    expect(await effects(bundleOf([bare]), stored)).toEqual(['refused'])
    const next = signed(by, { ...of, content: heron, parents: [first.id], seal })
    expect(await effects(bundleOf([next], new Map([[next.id, seal]])), stored)).toEqual(['update'])
  })

  it('refuses a seal on a record that is not a protected source', async () => {
    const open = signed(person(), { ...of, content: speaker, seal })
    expect(
      await effects(bundleOf([open], new Map([[open.id, seal]])), new StoredRecords()),
    ).toEqual(['refused'])
  })
})
