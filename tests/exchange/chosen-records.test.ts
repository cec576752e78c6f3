import { expect, it } from 'vitest'
import { missingFiles } from '../../src/main/vault/exchange/chosen-records.ts'
import type { PlannedItem } from '../../src/main/exchange/plan.ts'
import type { VerifiedBundle } from '../../src/main/exchange/verify-bundle.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { manyReports } from './large-import.ts'
import { person } from './sample.ts'

it('the files of each revision are looked up in a step of its own, between two requests', async () => {
  const revisions = manyReports(person(), 30)
  const bundle = { manifest: { objects: [{ kind: 'attachment' }] } } as unknown as VerifiedBundle
  const items = revisions.map((revision) => ({ revisions: [revision] }) as unknown as PlannedItem)
  const store = { blobs: { find: () => null } } as unknown as Session['store']
  let steps = 0
  const pace = (): Promise<void> => {
    steps += 1
    return Promise.resolve()
  }
  expect(await missingFiles({ store }, bundle, items, pace)).toEqual(new Set())
  expect(steps).toBe(revisions.length)
})
