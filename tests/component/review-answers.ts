import type { In, Out } from '../../src/shared/contract.ts'
import type { ReportId, StateDigest } from '../../src/shared/ids.ts'
import { recordId, stateDigest } from './records.ts'

type Item = Out<'exports.prepare'>['items'][number]

const canned = (
  kind: string,
  state: string,
  [place, seed, name]: readonly [string, number | null, string],
  over: Partial<Item> = {},
): Item =>
  ({
    item: `${kind}:${place}-${seed ?? ''}:${over.family ?? ''}:${over.about ?? ''}`,
    kind,
    family: null,
    state,
    notOverridable: false,
    subject: seed === null ? null : recordId(seed),
    place,
    name,
    about: '',
    sentence: null,
    count: 1,
    reason: null,
    ...over,
  }) as Item

const lint = (
  at: readonly [string, number | null, string],
  family: NonNullable<Item['family']>,
  about: string,
  over: Partial<Item> = {},
): Item => canned('lint', 'blocks', at, { family, about, ...over })

const sent = ['report', 20, 'About 200 people sent back'] as const
const officials = ['report', 21, '간부 수십 명이 자리를 옮겼다'] as const
const harbour = ['source', 10, 'Quiet Harbour'] as const
const lantern = ['source', 11, 'Copper Lantern'] as const

/** One of each kind of review issue. */
export const everyItem: readonly Item[] = [
  canned('consent', 'blocks', lantern, { about: 'Copper Lantern', notOverridable: true }),
  canned('embargo', 'blocks', sent, { about: '2999-01-01' }),
  lint(sent, 'phone', '010-2345-6789', {
    count: 3,
    sentence: {
      before: '…and whoever wants to know more should call ',
      words: '010-2345-6789',
      after: ' in the evening, after the shop has closed.',
    },
  }),
  lint(sent, 'vantage', 'I stood at the back of the hall and counted the empty chairs', {
    sentence: {
      before: '',
      words: 'I stood at the back of the hall and counted the empty chairs',
      after: ', the source said.',
    },
  }),
  canned('hidden-text', 'blocks', sent, { family: 'hidden', about: 'U+200B' }),
  canned('not-cleaned', 'blocks', sent, { about: 'market.jpg' }),
  canned('handling', 'blocks', officials, { about: '데스크에 먼저 물을 것' }),
  lint(officials, 'kinship', '그의 조카', {
    sentence: { before: '지난봄에 자리를 옮긴 사람은 ', words: '그의 조카', after: '라고 했다.' },
  }),
  lint(['purpose', null, ''], 'email', 'heron@example.org'),
  canned('lint', 'blocks', ['claim', 40, 'More than a hundred people were returned.']),
  canned('lint', 'overridden', officials, {
    family: 'place',
    about: '혜산',
    reason: 'The town is in every newspaper',
  }),
  canned('do-not-contact', 'warns', lantern, { about: 'Copper Lantern' }),
  canned('pool', 'warns', ['attribution', 52, 'somebody in the delegation'], {
    item: `pool:${recordId(52)}:3`,
    about: 'somebody in the delegation',
  }),
  canned('consent', 'ok', harbour, { about: 'Quiet Harbour' }),
]

/** A name from a sealed identity, for which no reason is stored. */
export const protectedName: Item = lint(sent, 'name', '박서연')

/** The identity key was closed during the review. */
export const uncheckedNames = (why: 'closed' | 'no-key'): Item =>
  canned('names', 'warns', ['source', null, ''], { item: `names:${why}` })

/** An export's answers about these items, given the user's decisions. */
export const reviewing =
  (items: readonly Item[]) =>
  ({ keepBack, overrides = [] }: In<'exports.prepare'>): Out<'exports.prepare'> => ({
    basedOn: stateDigest as StateDigest,
    reports: 2,
    cases: 1,
    sources: 2,
    draftsLeftOut: 0,
    bytes: 81_920,
    keptBack: keepBack === true ? 2 : 0,
    held:
      keepBack === true
        ? []
        : [20, 21].map((seed) => ({
            report: recordId(seed) as string as ReportId,
            by: [recordId(seed), ...(seed === 20 ? [recordId(11)] : [])] as never[],
          })),
    items: items
      .filter((item) => keepBack !== true || item.state !== 'blocks' || item.subject === null)
      .map((item) => {
        const reason = overrides.find((one) => one.item === item.item)?.reason
        return item.state === 'blocks' && !item.notOverridable && reason !== undefined
          ? { ...item, state: 'overridden', reason }
          : item
      }),
  })

/** An export so big that most of its review is folded. */
export const manyItems = (reports: number): Item[] =>
  Array.from({ length: reports }, (_, at) => {
    const place = ['report', null, `Report ${at + 1}`] as const
    const subject = at.toString(16).padStart(32, '0') as Item['subject']
    return [
      lint(place, 'date', 'on 4 March 1998', { subject, item: `lint:${at}:date` }),
      lint(place, 'place', 'Musan', { subject, item: `lint:${at}:place` }),
    ]
  }).flat()
