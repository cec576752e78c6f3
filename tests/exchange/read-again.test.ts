import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { FiledRevisions, recordsIn } from '../../src/main/exchange/filed-revisions.ts'
import { NamedRevisions, PackedRevisions } from '../../src/main/exchange/held-revisions.ts'
import { holds } from '../../src/main/exchange/revision.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { codeOf } from './bundle-kit.ts'
import { id, person, sample } from './sample.ts'

describe('revisions that are read again instead of being held', () => {
  beforeAll(sodiumReady)

  const shelf = (revisions: readonly Revision[]) => {
    const byId = new Map(revisions.map((revision) => [revision.id, revision]))
    return {
      byId,
      get: (wanted: RevisionId) => {
        const revision = byId.get(wanted)
        if (revision === undefined) throw new Failure('not-found')
        return { revision }
      },
      list: () => [],
    }
  }

  it('are the same as those that came, and still those that were found to hold', () => {
    const { revisions } = sample(person())
    const [first] = revisions
    if (first === undefined) throw new Error('no revision')
    const forged = { ...first, signature: '0'.repeat(128) }
    const all = [...revisions, forged]
    const packed = new PackedRevisions()
    for (const revision of all) packed.push(revision)
    expect([...packed]).toEqual(all)
    expect([...packed].map(holds)).toEqual([...revisions.map(() => true), false])
  })

  it('are not exported from the vault where their signature has changed since', () => {
    const { revisions } = sample(person())
    const kept = shelf(revisions)
    const named = new NamedRevisions((wanted) => kept.get(wanted).revision)
    for (const revision of revisions) named.push(revision)
    expect([...named]).toEqual(revisions)
    for (const [name, revision] of kept.byId) {
      kept.byId.set(name, { ...revision, signature: '0'.repeat(128) })
    }
    expect(() => named.at(0)).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  it('end an export when their record is removed on the way', async () => {
    const { revisions } = sample(person())
    const kept = shelf(revisions)
    const filed = new FiledRevisions(revisions, kept)
    expect([...filed]).toEqual(revisions)
    expect(recordsIn(filed).get(id(3))).toEqual({ kind: 'report', at: [2, 3] })
    kept.byId.delete(revisions[2]?.id as RevisionId)
    expect(await codeOf(() => [...filed])).toBe('conflict')
  })
})
