import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticeId } from '../../src/main/exchange/notice.ts'
import { consentTo } from '../../src/main/vault/custody/consent.ts'
import { readOrigins } from '../../src/main/vault/custody/origins.ts'
import type { OriginOf } from '../../src/main/vault/custody/origins.ts'
import {
  personConsents,
  sourceConsent,
  withdrewBefore,
} from '../../src/main/vault/custody/source-consent.ts'
import { readWithdrawn } from '../../src/main/vault/custody/withdrawn-sources.ts'
import { onlyDay } from '../../src/main/vault/session/days.ts'
import { orNull } from '../../src/main/vault/session/or-null.ts'
import { newRecordId } from '../../src/main/vault/session/record-id.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import type { Store } from '../../src/main/store/store.ts'
import { RecordId, SourceId } from '../../src/shared/ids.ts'
import type { Day } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { SourceContent } from '../../src/shared/records.ts'
import type { Source } from '../../src/shared/records.ts'
import { consentUse } from '../../src/shared/vocabularies.ts'
import type { ConsentUse } from '../../src/shared/vocabularies.ts'
import { growth, linear, longestWait } from '../exchange/cpu-time.ts'
import { noticeBy } from '../exchange/export-metadata.ts'
import { person } from '../exchange/sample.ts'
import { session } from '../exchange/test-vault.ts'
import { several } from '../in-full.ts'
import { sourceContent, vaultOfOneTest } from '../vault/harness.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

let open: Session
let store: Store
let end: () => void
beforeAll(async () => {
  const made = await vaultOfOneTest()
  open = session(made.desk)
  store = open.store
  end = made.end
})
afterAll(() => end())

const stranger = person()
const days = onlyDay('2024-06-15' as Day)

const newSource = (): SourceId => SourceId.parse(newRecordId())

const save = (id: SourceId, change: Partial<SourceContent>): void => {
  const known = orNull(() => store.sources.get(id))
  const content: SourceContent = {
    ...(known?.content ?? { ...sourceContent(''), name: `Office ${id}` }),
    ...{ kind: 'on-record', codeName: '' },
    ...change,
  }
  const revision = signRevision(open, { subject: RecordId.parse(id), kind: 'source', content })
  store.sources.save({ id, rev: known?.rev ?? 0, content, revision, seal: null })
}

let imports = 0
/** Another version by another device, beside those that are here. */
const saveApart = (source: Source, consents: SourceContent['consents']): void => {
  const subject = RecordId.parse(source.id)
  const content = { ...source.content, consents, note: String((imports += 1)) }
  const revision = signRevision(open, { subject, kind: 'source', content, parents: [] })
  const heads = [...(store.revisions.heads(subject)?.heads ?? []), revision.id]
  store.exchange.commitImport(
    {
      ...{ exportId: newRecordId(), sender: open.author, pair: newRecordId().repeat(2) },
      ...{ seq: 1, hash: 'ef'.repeat(32), previous: null, day: open.today() },
    },
    [{ subject, kind: 'source', revisions: [revision], heads, seals: new Map() }],
  )
}

/** Whether a version says that a use is withdrawn, by its stored text. */
const isWithdrawnInAnyHead = (id: SourceId, use: ConsentUse): boolean =>
  (store.revisions.heads(RecordId.parse(id))?.heads ?? []).some((head) => {
    const { content } = store.revisions.get(head).revision
    const { consents } = SourceContent.parse(JSON.parse(content))
    return consentTo(consents, use, days) === 'withdrawn'
  })

const all = (): Source[] => store.sources.list()

/** As it was before withdrawals were found once for each person: reads each other source again. */
const readEach = (originOf: OriginOf, source: Source, use: ConsentUse): string => {
  const tookBack = originOf(source.id)
    .filter((id) => id !== source.id)
    .some((id) => {
      const twin = orNull(() => store.sources.get(id))
      return twin === null
        ? withdrewBefore(store, id)
        : sourceConsent(store, twin, use, days) === 'withdrawn'
    })
  return tookBack ? 'withdrawn' : sourceConsent(store, source, use, days)
}

const date = fc.constantFrom('', '2024-01', '2024-03-01', '2024-06-15', '2025-01-01')
const use = fc.constantFrom(...consentUse)
const consent = fc.record({
  ...{ use, given: date, withdrawn: fc.oneof(fc.constant(''), date) },
  ...{ audience: fc.constant(''), note: fc.constant('') },
})

/** Changes of the source at a place of the world, and questions in between. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('consents'), consents: fc.array(consent, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('notice'),
    uses: fc.uniqueArray(use, { minLength: 1, maxLength: 2 }),
    day: fc.constantFrom('2024-02-01', '2024-05-01'),
    isOurs: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('held'), isHeld: fc.boolean() }),
  fc.record({ kind: fc.constant('apart'), apart: fc.array(consent, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('deleted') }),
  fc.record({ kind: fc.constant('unrelated') }),
)

const make = (id: SourceId, one: typeof change extends fc.Arbitrary<infer T> ? T : never): void => {
  const source = orNull(() => store.sources.get(id))
  const subject = RecordId.parse(id)
  // One that was deleted cannot be saved until it is restored.
  const isDeleted = source === null && store.revisions.rootAuthor(subject) !== null
  if ('consents' in one) {
    if (!isDeleted) save(id, source === null ? {} : { consents: one.consents })
  } else if ('apart' in one) {
    if (source !== null) saveApart(source, one.apart)
  } else if ('uses' in one) {
    const by = one.isOurs ? { author: open.author, keys: open.signing } : stranger
    const notice = noticeBy(by, { subject, uses: [...one.uses].sort(), day: one.day })
    store.notices.keep([{ id: noticeId(notice), notice }])
  } else if ('isHeld' in one) {
    if (source !== null) {
      store.journal.noteRecord(one.isHeld ? 'source.held-back' : 'source.let-go', subject)
    }
  } else if (one.kind === 'deleted') {
    // Another source may name it: then it stays.
    const kept = source === null ? null : runAtOnce(store.records.keptBy([subject])()).get(subject)
    if (source !== null && kept?.by.length === 0 && !kept.isOneOrigin) {
      store.records.remove(subject, source.rev)
    }
  } else save(newSource(), {})
}

const world = fc.record({
  sources: fc.array(fc.array(consent, { maxLength: 2 }), { minLength: 2, maxLength: 5 }),
  /** Each names one of the sources, or one that was never here. */
  links: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 6 }),
  steps: fc.array(fc.tuple(fc.nat(5), change, use), { maxLength: 5 }),
})

describe('consent of a person, found once for all of its sources', () => {
  it('is that of a look at each source again, also after any change in between', () => {
    fc.assert(
      fc.property(world, ({ sources, links, steps }) => {
        const missing = newSource()
        const ids = sources.map(newSource)
        const at = (n: number): SourceId => ids[n] ?? missing
        store.together(() => {
          for (const [i, consents] of sources.entries()) {
            const sameOrigin = links.flatMap(([a, b]) => (a === i && b !== i ? [at(b)] : []))
            save(at(i), { consents, sameOrigin: [...new Set(sameOrigin)] })
          }
        })
        const originOf = runAtOnce(readOrigins(store))
        const consents = personConsents(store, originOf, days)
        const expectSame = (of: ConsentUse): void => {
          for (const id of ids) {
            const source = orNull(() => store.sources.get(id))
            if (source === null) continue
            const found = consents.consentOf(source, of)
            expect(found).toBe(readEach(originOf, source, of))
            if (isWithdrawnInAnyHead(id, of)) expect(found).toBe('withdrawn')
          }
        }
        // The page Today has the sources that withdrew, and those whose person did under a name
        // that is not here.
        const expectToday = (): void => {
          const found = runAtOnce(readWithdrawn(store, days))
          const shown = [...found.withdrawn, ...found.withheld].map(({ id }) => id)
          const wanted = all().filter(
            (source) =>
              consentUse.some((of) => sourceConsent(store, source, of, days) === 'withdrawn') ||
              source.content.sameOrigin.some(
                (id) => orNull(() => store.sources.get(id)) === null && withdrewBefore(store, id),
              ),
          )
          expect(shown.filter((id) => ids.includes(id)).sort()).toEqual(
            wanted
              .map(({ id }) => id)
              .filter((id) => ids.includes(id))
              .sort(),
          )
        }
        for (const of of consentUse) expectSame(of)
        expectToday()
        for (const [n, one, of] of steps) {
          make(at(n), one)
          const id = at(n)
          if (n % 2 === 0) runAtOnce(consents.read(id, of))
          expectSame(of)
          expectToday()
        }
      }),
      { numRuns: several(12, 150) },
    )
  })

  it('is withdrawn at once where a source withdraws between two turns of a review', () => {
    const ids = Array.from({ length: 30 }, newSource)
    store.together(() => {
      for (const [i, id] of ids.entries()) {
        const before = ids[i - 1]
        save(id, { sameOrigin: before === undefined ? [] : [before] })
      }
    })
    const consents = personConsents(store, runAtOnce(readOrigins(store)), days)
    const [first, second] = ids
    if (first === undefined || second === undefined) throw new Error('none')
    const reading = consents.read(first, 'share-desk')
    for (let turn = 0; turn < 25; turn += 1) reading.next()
    const taken = { use: 'share-desk' as const, audience: '', given: '', note: '' }
    save(second, { consents: [{ ...taken, withdrawn: '2024-01-01' }] })
    runAtOnce(reading)
    expect(consents.consentOf(store.sources.get(first), 'share-desk')).toBe('withdrawn')
    save(second, { consents: [] })
    expect(consents.consentOf(store.sources.get(first), 'share-desk')).toBe('none')
  })

  it('costs the same for each source at n, 2n and 4n sources of one person', async () => {
    const ratio = await growth(several(40, 500), (n) => {
      const ids = Array.from({ length: n }, newSource)
      store.together(() => {
        for (const [i, id] of ids.entries()) {
          const before = ids[i - 1]
          save(id, { sameOrigin: before === undefined ? [] : [before] })
        }
      })
      const sources = ids.map((id) => store.sources.get(id))
      const originOf = runAtOnce(readOrigins(store))
      return () => {
        const consents = personConsents(store, originOf, days)
        return sources.map((source) => consents.consentOf(source, 'share-desk'))
      }
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('of many long versions of a source lets no request wait for more than 200 ms', async () => {
    const made = await vaultOfOneTest()
    const { handlers } = made.desk
    const { store: of, today, author } = session(made.desk)
    const id = newSource()
    const subject = RecordId.parse(id)
    const long = (n: number): string => 'a trader'.repeat(n / 8)
    const given = {
      use: 'internal' as const,
      audience: long(200),
      given: '2024',
      note: long(1_000),
    }
    const versions = Array.from({ length: several(64, limits.heads) }, (_, i) => ({
      ...sourceContent(''),
      ...{
        kind: 'on-record' as const,
        codeName: '',
        name: `Office ${String(i)}`,
        note: long(4_000),
      },
      // One version alone withdraws, and not the one that is shown.
      consents: Array.from({ length: 20 }, () => ({
        ...given,
        withdrawn: i === 5 ? '2024-01' : '',
      })),
    }))
    const revisions = versions.map((content) =>
      signRevision(session(made.desk), { subject, kind: 'source', content }),
    )
    const heads = revisions.map((revision) => revision.id).sort()
    of.exchange.commitImport(
      {
        ...{ exportId: newRecordId(), sender: author, pair: newRecordId().repeat(2) },
        ...{ seq: 1, hash: 'ef'.repeat(32), previous: null, day: today() },
      },
      [{ subject, kind: 'source', revisions, heads, seals: new Map() }],
    )
    const { rev } = of.sources.get(id)
    const waits = [
      await longestWait(() => handlers['records.remove']({ id: subject, rev })),
      await longestWait(() => handlers['records.restore']({ id: subject })),
      await longestWait(() => handlers['overview.counts']({ caseId: null, today: today() })),
    ]
    expect(Math.max(...waits)).toBeLessThan(200)
    expect(withdrewBefore(of, id)).toBe(true)
    made.end()
  })
})
