import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Out } from '../../src/shared/contract.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import type { Report } from '../../src/shared/records.ts'
import { nextTask } from '../exchange/test-vault.ts'
import { reopen } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { sayLine } from './say-line.ts'

/** A report as it should read. */
export type Known = { readonly body: string; readonly state: Report['state'] }

/** A line of a child: what it tries, that it is done, or how it failed. */
export type Line =
  | { readonly tries: { readonly id: ReportId | null } & Known }
  | { readonly done: { readonly id: ReportId } & Known }
  | { readonly failed: string }

export const say = (line: Line): void => sayLine(JSON.stringify(line))

/** What a vault must contain, and what it may: whatever was tried and not acknowledged. */
export class Model {
  readonly #known = new Map<ReportId, Known>()
  #tried: { readonly id: ReportId | null; readonly next: Known }[] = []
  /** The failure of each act, in order; null for one that succeeded. */
  readonly ends: (string | null)[] = []

  hear(lines: readonly string[]): void {
    for (const text of lines) {
      const line = JSON.parse(text) as Line
      if ('tries' in line) {
        const { id, ...next } = line.tries
        this.#tried.push({ id, next })
      } else if ('done' in line) {
        const { id, ...known } = line.done
        this.#known.set(id, known)
        this.#tried.pop()
        this.ends.push(null)
      } else {
        this.ends.push(line.failed)
        // Certainly not kept; after 'in-doubt' only the next opening can tell.
        if (line.failed !== 'in-doubt') this.#tried.pop()
      }
    }
  }

  /**
   * Is everything there that was acknowledged, and nothing else but what was tried, whole? What is
   * found is what must be there from now on.
   */
  async holds({ handlers, controller }: TestVault): Promise<void> {
    assert.equal(controller.status().state, 'open')
    const found = new Map<ReportId, Known>()
    let cursor: string | null = null
    do {
      const page: Out<'reports.list'> = await handlers['reports.list']({
        caseId: null,
        sourceId: null,
        state: null,
        cursor,
        limit: 200,
      })
      for (const { id } of page.rows) {
        const { content, state } = await handlers['reports.get']({ id })
        found.set(id, { body: content.body, state })
      }
      cursor = page.next
    } while (cursor !== null)
    for (const [id, known] of this.#known) {
      const now = found.get(id)
      if (!this.#mayBe(id, now)) assert.deepEqual(now, known, 'an acknowledged write')
    }
    for (const [id, now] of found) {
      if (!this.#known.has(id)) assert.ok(this.#mayBe(null, now), 'neither old nor new')
    }
    const verified = await handlers['vault.verify']({ task: nextTask() })
    assert.deepEqual(verified.faults, [])
    assert.ok(verified.searchIndexHolds, 'the search index')
    this.#tried = []
    this.#known.clear()
    for (const [id, known] of found) this.#known.set(id, known)
  }

  /** Was exactly this tried, and not definitely refused? Each try can have taken effect once. */
  #mayBe(of: ReportId | null, now: Known | undefined): boolean {
    const at = this.#tried.findIndex(({ id, next }) => id === of && same(now, next))
    if (at >= 0) this.#tried.splice(at, 1)
    return at >= 0
  }
}

const same = (a: Known | undefined, b: Known): boolean => a?.body === b.body && a.state === b.state

/** Does the database have a journal that has to be rolled back first? */
export const isHot = (folder: string): boolean =>
  (statSync(join(folder, 'notes.db-journal'), { throwIfNoEntry: false })?.size ?? 0) > 0

/** Opens a vault in a fresh controller, looks, and closes it. */
export const during = async <T>(
  folder: string,
  act: (desk: TestVault) => Promise<T>,
  words?: string,
): Promise<T> => {
  const desk = await reopen(folder, words)
  try {
    return await act(desk)
  } finally {
    desk.controller.close()
  }
}

/** Are both copies of the header there and equal? */
export const copiesAgree = (folder: string): boolean => {
  const [header, copy] = ['header', 'header.bak'].map((name) => join(folder, name))
  if (header === undefined || copy === undefined) return false
  return existsSync(header) && existsSync(copy) && readFileSync(header).equals(readFileSync(copy))
}
