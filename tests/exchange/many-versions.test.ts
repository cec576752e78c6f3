import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { RecordId, ReportId } from '../../src/shared/ids.ts'
import type { StateDigest } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { limits } from '../../src/shared/limits.ts'
import type { TestVault } from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { longestWait } from './cpu-time.ts'
import { knows } from './meet.ts'
import { id, person, reportContent, sample, signed, sourceContent } from './sample.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { committed, preview, refused, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

/*
 * A contact whose keys were never compared may send a record of any number of versions. It must not
 * block the vault, and no record may become one that can never be merged.
 */

const most = 200
const subject = id(77)
const recordId = RecordId.parse(subject)

let two: Two
let by: ReturnType<typeof person>
beforeEach(async () => {
  two = await twoVaults()
  by = person()
  knows(two.desk, by)
})
afterEach(() => two.end())

/** A record of so many revisions; the first `heads` have no parent, each other one replaces one. */
const record = (
  count: number,
  heads: number,
  title = 'v',
  more: Readonly<Record<string, Canonical>> = {},
): Revision[] => {
  const revisions: Revision[] = []
  for (let i = 0; i < count; i += 1) {
    const parent = revisions[i - heads]
    revisions.push(
      signed(by, {
        subject,
        kind: 'report',
        content: { ...(reportContent(`${title} ${String(i)}`, 'x') as object), ...more },
        parents: parent === undefined ? [] : [parent.id],
      }),
    )
  }
  return revisions
}

/** With as many translations as a report may have, and nothing that stops its export. */
const nothingToSettle: Readonly<Record<string, Canonical>> = {
  handling: { level: 'permitted', note: '', until: '' },
  translations: Array.from({ length: limits.translations }, (_, i) => ({
    language: 'fr',
    title: `t ${String(i)}`,
    body: 'x',
    translator: 'a',
    editor: 'b',
  })),
}

const fileWith = (revisions: readonly Revision[]): Promise<string> =>
  fileFrom(two, by, two.desk, { ...sample(by), revisions, seals: [] })

describe('a record with many versions in a contact’s file', () => {
  it('is refused with its file beyond 256 unmerged versions, and nothing is written', async () => {
    const { heads } = limits
    expect(await refused(two.desk, await fileWith(record(heads + 1, heads + 1)))).toBe(
      'too-many-versions',
    )
    const { items } = await preview(two.desk, await fileWith(record(heads, heads)))
    expect(items).toMatchObject([{ effect: 'conflict', revisions: heads }])
  })

  it('is refused alone where it would exceed them with those that are here, and only then', async () => {
    const { desk } = two
    await taken(desk, await fileWith(record(200, 200, 'first')))
    const other = signed(by, { subject: id(78), kind: 'report', content: reportContent('y', 'z') })
    const path = await fileWith([...record(100, 100, 'second'), other])
    const { exportId, items } = await preview(desk, path)
    expect(items).toMatchObject([
      { subject, effect: 'refused', why: 'too-many-versions' },
      { subject: id(78), effect: 'new', why: null },
    ])
    expect(await committed(desk, exportId)).toMatchObject({ added: 1, refused: 1 })
    const { heads } = await desk.handlers['records.versions']({ id: recordId })
    expect(heads).toHaveLength(200)
    // The file with the same 200 versions again changes nothing, and is not refused.
    const again = await preview(desk, await fileWith(record(200, 200, 'first')))
    expect(again.items).toMatchObject([{ effect: 'known', why: null }])
  })

  it('shows 16 of its versions before the import, and how many more there are', async () => {
    const { exportId } = await preview(two.desk, await fileWith(record(40, 40)))
    const shown = await two.desk.handlers['imports.differences']({ exportId, subject: recordId })
    expect(shown.versions).toHaveLength(limits.parents)
    expect(shown.more).toBe(40 - limits.parents)
  })

  it('is merged in rounds until one version is left', async () => {
    const { desk } = two
    const { handlers } = desk
    // The author's card names this vault as a desk, so that it may merge.
    knows(desk, by, { desks: [session(desk).author], serial: 2 })
    await taken(desk, await fileWith(record(40, 40)))
    const left: number[] = []
    for (;;) {
      const { rev, heads, sides } = await handlers['records.versions']({ id: recordId })
      left.push(heads.length)
      if (heads.length === 1) break
      const content = sides[0]?.content
      if (content === undefined) throw new Error('no version')
      await handlers['records.merge']({ id: recordId, rev, heads, content })
    }
    expect(left).toEqual([40, 25, 10, 1])
  })

  it('is compared with at most 16 common ancestors, and with none where there are more', async () => {
    const found: number[] = []
    for (const count of [limits.parents, limits.parents + 1]) {
      const of = id(100 + count)
      const made = (title: string, body: string, parents: readonly Revision[]): Revision =>
        signed(by, {
          ...{ subject: of, kind: 'report', content: reportContent(title, body) },
          parents: parents.map((one) => one.id),
        })
      /** Replaces all of them, in as many steps as they need. */
      const over = (all: readonly Revision[], title: string): Revision[] => {
        const one = made(`${title} ${String(all.length)}`, 'x', all.slice(0, limits.parents))
        const left = [one, ...all.slice(limits.parents)]
        return left.length === 1 ? [one] : [one, ...over(left, title)]
      }
      const body = 'x'.repeat(several(60_000, limits.body))
      const roots = Array.from({ length: count }, (_, n) => made(`root ${String(n)}`, body, []))
      await taken(two.desk, await fileWith([...roots, ...over(roots, 'a'), ...over(roots, 'b')]))
      const ask = async (): Promise<void> => {
        const { bases } = await two.desk.handlers['records.versions']({ id: RecordId.parse(of) })
        found.push(bases.length)
      }
      expect(await longestWait(ask)).toBeLessThan(most)
    }
    expect(found).toEqual([limits.parents, 0])
  })

  /** The longest wait beside each act on a file, from its preview to its versions. */
  const importWaits = async (desk: TestVault, path: string): Promise<Record<string, number>> => {
    const { handlers } = desk
    let exportId = ''
    return {
      preview: await longestWait(async () => {
        ;({ exportId } = await preview(desk, path))
      }),
      differences: await longestWait(() =>
        handlers['imports.differences']({ exportId, subject: recordId }),
      ),
      commit: await longestWait(() => committed(desk, exportId)),
      again: await longestWait(() => preview(desk, path)),
      versions: await longestWait(() => handlers['records.versions']({ id: recordId })),
    }
  }

  it('never lets another request wait for more than 200 ms', async () => {
    const { desk } = two
    const { handlers } = desk
    const count = several(600, limits.revisions)
    const waits = {
      ...(await importWaits(desk, await fileWith(record(count, limits.heads)))),
      revisions: await longestWait(() => handlers['reports.revisions']({ id: subject as never })),
      custody: await longestWait(() => handlers['custody.of']({ id: recordId })),
      conflicts: await longestWait(() => handlers['records.conflicts']({})),
      verify: await longestWait(() => handlers['vault.verify']({ task: nextTask() })),
    }
    expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
  }, 300_000)

  it('of long texts, of a source that reports in the file name, lets no request wait for more than 200 ms', async () => {
    const { desk } = two
    const { handlers } = desk
    const long = (n: number): string => 'a trader'.repeat(n / 8)
    const consent = { use: 'internal', audience: long(200), given: '2024', note: long(1_000) }
    const versions = Array.from({ length: several(64, limits.heads) }, (_, i) =>
      signed(by, {
        ...{ subject, kind: 'source' },
        content: {
          ...(sourceContent('x') as object),
          ...{ kind: 'on-record', codeName: '', name: `Office ${String(i)}`, note: long(4_000) },
          consents: Array.from({ length: limits.consents }, () => ({ ...consent, withdrawn: '' })),
        } as Canonical,
      }),
    )
    const reports = Array.from({ length: 30 }, (_, i) =>
      signed(by, {
        ...{ subject: id(100 + i), kind: 'report' },
        content: reportContent(`Report ${String(i)}`, 'x', null, [subject]),
      }),
    )
    const waits = await importWaits(desk, await fileWith([...versions, ...reports]))
    expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
    const { heads } = await handlers['records.versions']({ id: recordId })
    expect(heads).toHaveLength(versions.length)
  })

  it('never lets another request wait for more than 200 ms while it is exported', async () => {
    const { desk, out } = two
    const { handlers } = desk
    const choice = { kind: 'reports' as const, reportIds: [ReportId.parse(subject)] }
    const input = { choice, overrides: [], purpose: '' }
    const count = several(1_500, limits.revisions)
    await taken(desk, await fileWith(record(count, limits.heads, 'v', nothingToSettle)))
    const target = { kind: 'passphrase', passphrase: 'four words for a file' } as const
    const task = nextTask()
    let basedOn: StateDigest | undefined
    const waits = {
      review: await longestWait(async () => {
        ;({ basedOn } = await handlers['exports.prepare']({ ...input, task }))
      }),
      records: await longestWait(() => handlers['exports.records']({ task })),
      record: await longestWait(() =>
        handlers['exports.record']({ task, subject: recordId, comparedWith: null }),
      ),
      write: await longestWait(async () => {
        if (basedOn === undefined) throw new Error('no review')
        const folder = tokenFor(desk, out)
        await handlers['exports.write']({ ...input, task: nextTask(), basedOn, target, folder })
      }),
    }
    expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
  }, 300_000)
})
