import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pagesOfChange, pagesOfGrowth } from '../../src/main/store/padding.ts'
import { newVault, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { actionsIn, bestObserver, changesBy } from './snapshots.ts'
import type { ActionKind, SeenChange } from './snapshots.ts'

/*
 * What a person sees that compares two states of the folder, such as a service that synchronises it,
 * without any key (ADR 0037).
 */

const pairs = [
  ['a report again', 'a protected source again'],
  ['a setting', 'a report'],
  ['a line of the journal', 'a protected source'],
] as const satisfies readonly (readonly [ActionKind, ActionKind])[]

const observed = async (
  desk: TestVault,
  [one, other]: readonly [ActionKind, ActionKind],
): Promise<number> => bestObserver(await changesBy(desk, one, 12), await changesBy(desk, other, 12))

describe('without a key, two states of the database', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let desk: TestVault
  beforeEach(async () => {
    folder = temporaryFolder()
    const { desk: opened, made } = newVault(join(folder.path, 'vault'))
    desk = opened
    await made
    await desk.handlers['identity.createKey']({
      passphrase: 'other words for all identities',
      label: 'Desk',
    })
  })
  afterEach(() => {
    desk.controller.close()
    folder.remove()
  })

  it('show the same number of changed pages for nearly every action, and the same growth', async () => {
    const kinds = (Object.keys(actionsIn(desk)) as ActionKind[]).filter(
      (kind) => kind !== 'a long report',
    )
    const all: (SeenChange & { readonly kind: ActionKind })[] = []
    for (const kind of kinds)
      for (const seen of await changesBy(desk, kind, 4)) all.push({ kind, ...seen })
    for (const { kind, changed, grew } of all) {
      expect(changed % pagesOfChange, kind).toBe(0)
      expect(changed, kind).toBeGreaterThan(0)
      expect(grew % pagesOfGrowth, kind).toBe(0)
    }
    const unlike = all.filter(({ changed, grew }) => changed !== pagesOfChange || grew !== 0)
    expect(unlike.length / all.length, JSON.stringify(unlike)).toBeLessThan(0.1)
  })

  it.each([...pairs, ['a report', 'a protected source'] as const])(
    'do not tell %s from %s better than a guess',
    async (...pair) => {
      expect(await observed(desk, pair)).toBeLessThanOrEqual(0.7)
    },
  )

  it('show a large action by the number of pages, in steps', async () => {
    for (const { changed, grew } of await changesBy(desk, 'a long report', 2)) {
      expect(changed).toBeGreaterThan(pagesOfChange)
      expect(changed % pagesOfChange).toBe(0)
      expect(grew % pagesOfGrowth).toBe(0)
    }
  })
})

describe('without the padding, the same observer', () => {
  it.each(pairs)('tells %s from %s', async (...pair) => {
    vi.resetModules()
    vi.doMock('../../src/main/store/padding.ts', () => ({
      createPadding: () => ({
        check: () => undefined,
        begin: () => undefined,
        end: () => true,
        touch: () => undefined,
        isExcessive: () => false,
        trim: () => undefined,
      }),
    }))
    const folder = temporaryFolder()
    try {
      const { sodiumReady } = await import('../../src/crypto/sodium.ts')
      await sodiumReady()
      const { createdVault } = await import('./harness.ts')
      const { desk, made } = createdVault(join(folder.path, 'vault'))
      await made
      expect(await observed(desk, pair)).toBeGreaterThanOrEqual(0.9)
      desk.controller.close()
    } finally {
      vi.doUnmock('../../src/main/store/padding.ts')
      vi.resetModules()
      folder.remove()
    }
  })
})
