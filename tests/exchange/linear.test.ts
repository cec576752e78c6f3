import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { areByAuthor, knownDesks } from '../../src/main/exchange/authorship.ts'
import { ancestryIn, nearestCommon } from '../../src/main/exchange/common-ancestor.ts'
import { manifestBytes, readManifest } from '../../src/main/exchange/manifest.ts'
import type { Manifest } from '../../src/main/exchange/manifest.ts'
import { headsOf, merge } from '../../src/main/exchange/merge.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { plan } from '../../src/main/exchange/plan.ts'
import { alsoHolds } from '../../src/main/exchange/revision.ts'
import { refuseTooManyVersions } from '../../src/main/exchange/version-limits.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Card } from '../../src/shared/contacts.ts'
import type { AuthorKey, RevisionId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import type { Revision } from '../../src/shared/records.ts'
import { several } from '../in-full.ts'
import { us } from './bundle-kit.ts'
import { growth, linear } from './cpu-time.ts'
import { build, caseContent, day, id, person, StoredRecords } from './sample.ts'

const name = (n: number): RevisionId => n.toString(16).padStart(64, '0') as RevisionId
const key = (n: number): AuthorKey => name(n) as string as AuthorKey

/** Revisions without signatures, taken as valid: signing thousands would take most of the time. */
const revisions = (
  n: number,
  part: (i: number) => Partial<Pick<Revision, 'subject' | 'parents' | 'author'>>,
): Revision[] =>
  Array.from({ length: n }, (_, i) => {
    const revision: Revision = {
      id: name(i),
      subject: id(1),
      kind: 'case',
      parents: [],
      author: key(1),
      day,
      content: canonicalJson(caseContent(`c ${String(i)}`)),
      seal: null,
      signature: '0'.repeat(128),
      ...part(i),
    }
    alsoHolds(revision)
    return revision
  })

const planOf = (
  all: readonly Revision[],
  store = new StoredRecords(),
  cards: readonly Card[] = [],
) => plan({ revisions: all, seals: new Map(), cards }, store, noPace)

/** So many heads, and each further revision after one of them. */
const lines = (heads: number) => (i: number) => ({ parents: i < heads ? [] : [name(i - heads)] })

describe('the cost of a list that comes from outside grows with its length, and no faster:', () => {
  beforeAll(sodiumReady)

  it('heads of one record, until a plan refuses them', async () => {
    const ratio = await growth(several(2_500, 10_000), (n) => {
      const all = revisions(n, () => ({}))
      return () => planOf(all)
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('revisions of one record that are all here, in a plan', async () => {
    const ratio = await growth(several(2_500, 10_000), (n) => {
      const all = revisions(n, lines(16))
      const stored = new StoredRecords()
      stored.take([{ subject: id(1), kind: 'case', revisions: all, heads: [], seals: new Map() }])
      return () => planOf(all, stored)
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('records of a file, in a plan', async () => {
    const ratio = await growth(several(500, 10_000), (n) => {
      const all = revisions(n, (i) => ({ subject: id(i) }))
      return () => planOf(all)
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('cards of a file, each of another author', async () => {
    const ratio = await growth(several(2_500, 10_000), (n) => {
      const all = revisions(n, (i) => ({ subject: id(i), author: key(i) }))
      const cards = all.map(({ author }) => ({ author, desks: [] }) as unknown as Card)
      return () => {
        const desks = knownDesks(new StoredRecords(), cards)
        return all.filter((one) => areByAuthor([one], () => desks(one.author)))
      }
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('revisions, in the count of versions, in a union and in its heads', async () => {
    for (const act of [
      (all: readonly Revision[]) => headsOf(all),
      (all: readonly Revision[]) => merge(all.slice(0, all.length / 2), all),
      (all: readonly Revision[]) => refuseTooManyVersions(all),
    ]) {
      const ratio = await growth(several(1_000, 5_000), (n) => {
        const all = revisions(n, (i) => ({ subject: id(i % 1_000) }))
        return () => act(all)
      })
      expect(ratio).toBeLessThan(linear)
    }
  })

  it('revisions, in a search for the common ancestor and for what one goes back to', async () => {
    for (const act of [
      (all: readonly Revision[]) =>
        nearestCommon(
          all,
          all.slice(-16).map((one) => one.id),
        ),
      (all: readonly Revision[]) => ancestryIn(all)(name(all.length - 1)),
    ]) {
      const ratio = await growth(several(1_000, limits.revisions / 4), (n) => {
        const all = revisions(n, lines(1))
        return () => act(all)
      })
      expect(ratio).toBeLessThan(linear)
    }
  })

  it('objects of a manifest', async () => {
    const { manifest } = build(person(), [us])
    const ratio = await growth(several(1_000, 10_000), (n) => {
      const objects = Array.from({ length: n }, (_, i) => ({
        kind: 'report',
        subject: id(i),
        digest: name(i),
        length: 500,
      }))
      const bytes = manifestBytes({ ...manifest, objects } as unknown as Manifest)
      return () => readManifest(bytes)
    })
    expect(ratio).toBeLessThan(linear)
  })
})

describe('the limits of one record', () => {
  const codeOf = (all: readonly Revision[]): string => {
    try {
      refuseTooManyVersions(all)
      return 'none'
    } catch (cause) {
      return (cause as { code: string }).code
    }
  }

  it('are 256 unmerged versions and 5,000 revisions, whatever else is in the file', () => {
    const { heads, revisions: most } = limits
    expect([heads, most]).toEqual([256, 5_000])
    expect(codeOf(revisions(most, lines(heads)))).toBe('none')
    expect(codeOf(revisions(most, lines(heads + 1)))).toBe('too-many-versions')
    expect(codeOf(revisions(most + 1, lines(1)))).toBe('too-many-versions')
    const apart = revisions(10_000, (i) => ({ subject: id(i % 100) }))
    expect(codeOf(apart)).toBe('none')
  })
})
