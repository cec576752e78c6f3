import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { newVault, reportContent, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const pageBytes = 4096

/*
 * Limits that the threat model states: what a person sees that compares two states of the folder,
 * such as a service that synchronises it, without any key.
 */
describe('without a key, two states of the database show', () => {
  const place = temporaryFolder()
  let desk: TestVault
  beforeAll(async () => {
    const { desk: made, made: done } = newVault(join(place.path, 'vault'))
    desk = made
    await done
  })
  afterAll(() => {
    desk.controller.close()
    place.remove()
  })

  /** How many pages an action changes, new ones included, and by how many the file grows. */
  const changeBy = async <T>(action: () => T | Promise<T>) => {
    const read = () => readFileSync(vaultPaths(desk.folder).database)
    const before = read()
    const value = await action()
    const after = read()
    const differs = (at: number): boolean =>
      Buffer.compare(before.subarray(at, at + pageBytes), after.subarray(at, at + pageBytes)) !== 0
    const pages = Array.from({ length: after.length / pageBytes }, (_, page) => page * pageBytes)
    return {
      value,
      changed: pages.filter(differs).length,
      grew: (after.length - before.length) / pageBytes,
    }
  }

  it('that a protected source was saved: the file grows by two pages or more', async () => {
    const { 'sources.save': save } = desk.handlers
    const content = sourceContent('Quiet Heron')
    const first = await changeBy(() => save({ id: null, rev: 0, content, identity: null }))
    expect(first.grew).toBeGreaterThanOrEqual(2)
    let { id, rev } = first.value
    for (const note of ['a', 'b', 'c']) {
      const next = await changeBy(() =>
        save({ id, rev, content: { ...content, note }, identity: null }),
      )
      expect(next.grew).toBeGreaterThanOrEqual(2)
      ;({ id, rev } = next.value)
    }
  })

  it('the kind of an action by the number of changed pages: a setting changes fewer than a report', async () => {
    const { 'settings.get': get, 'settings.set': set, 'reports.save': save } = desk.handlers
    const content = reportContent('A text of the report. '.repeat(40))
    const settings = await get({})
    const setting = await changeBy(() => set({ ...settings, idleLockMinutes: 7 }))
    const report = await changeBy(() => save({ id: null, rev: 0, content }))
    expect(setting.changed).toBeGreaterThan(0)
    expect(setting.changed).toBeLessThan(report.changed / 2)
  })
})
