import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { FiledRevisions, recordsIn } from '../../src/main/exchange/filed-revisions.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { revisionObject } from '../../src/main/exchange/revision.ts'
import { validateAsImport } from '../../src/main/exchange/validate-as-import.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { codeOf, us } from './bundle-kit.ts'
import { build, id, person, sample } from './sample.ts'

describe('revisions that are read again instead of being held', () => {
  beforeAll(sodiumReady)

  const storeOf = (revisions: readonly Revision[]) => {
    const byId = new Map(revisions.map((revision) => [revision.id, revision]))
    return {
      byId,
      get: (wanted: RevisionId) => {
        const revision = byId.get(wanted)
        if (revision === undefined) throw new Failure('not-found')
        return { revision }
      },
      each: () => [],
    }
  }

  it('are refused as they leave when one is not what its name says, whatever the vault has', async () => {
    const by = person()
    const gathered = sample(by)
    const [first, ...others] = gathered.revisions
    if (first === undefined) throw new Error('no revision')
    const kept = storeOf(gathered.revisions)
    // Those of the vault were found to hold, and are not checked twice.
    const checked = new Set(gathered.revisions.map((one) => revisionObject(one).digest))
    const exported = (revisions: readonly Revision[]) =>
      codeOf(() => {
        const { plaintext } = build(by, [us], { ...gathered, revisions })
        return validateAsImport([plaintext], us, noPace, kept, checked)
      })
    expect(await exported(gathered.revisions)).toBe('done')
    const signature = '0'.repeat(128)
    const content = first.content.replace('winter', 'summer')
    expect(content).not.toBe(first.content)
    expect(await exported([{ ...first, signature }, ...others])).toBe('tampered')
    expect(await exported([{ ...first, content }, ...others])).toBe('tampered')
  })

  it('end an export when their record is removed on the way', async () => {
    const { revisions } = sample(person())
    const kept = storeOf(revisions)
    const checked = revisions.map((one) => ({ ...one, ...revisionObject(one) }))
    const filed = new FiledRevisions(checked, kept)
    expect([...filed]).toEqual(revisions)
    expect(recordsIn(filed).get(id(3))).toEqual({ kind: 'report', at: [2, 3] })
    kept.byId.delete(revisions[2]?.id as RevisionId)
    expect(await codeOf(() => [...filed])).toBe('conflict')
  })
})
