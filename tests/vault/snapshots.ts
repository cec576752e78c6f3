import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import type { Report, Source } from '../../src/shared/records.ts'
import { caseContent, reportContent, sourceContent } from './harness.ts'
import type { TestVault } from './harness.ts'
import { claimContent } from './protected-content.ts'

const pageBytes = 4096

/** What two states of the database file show without its key. New pages are changed ones, too. */
export type SeenChange = { readonly changed: number; readonly grew: number }

/** Does the action, and compares the file before and after. */
export const changeBy = async (desk: TestVault, action: () => unknown): Promise<SeenChange> => {
  const read = (): Buffer => readFileSync(vaultPaths(desk.folder).database)
  const before = read()
  await action()
  const after = read()
  const pages = Array.from({ length: after.length / pageBytes }, (_, page) => page * pageBytes)
  const differs = (at: number): boolean =>
    !after.subarray(at, at + pageBytes).equals(before.subarray(at, at + pageBytes))
  return {
    changed: pages.filter(differs).length,
    grew: (after.length - before.length) / pageBytes,
  }
}

const words = (count: number): string =>
  Array.from({ length: count }, () => randomBytes(3).toString('hex')).join(' ')

/** Prepares the action, and returns it: only the action itself is observed. */
type Prepare = (turn: number) => Promise<() => unknown>

/** What a user does in an open vault, by kind, each time with another content. */
export const actionsIn = ({ handlers }: TestVault) => {
  const report = async (length = 150): Promise<Report> =>
    handlers['reports.save']({ id: null, rev: 0, content: reportContent(words(length), words(4)) })
  const source = async (): Promise<Source> =>
    handlers['sources.save']({
      id: null,
      rev: 0,
      content: sourceContent(words(2)),
      identity: null,
    })
  const after =
    <T>(prepare: () => Promise<T>, act: (made: T) => unknown): Prepare =>
    async () => {
      const made = await prepare()
      return () => act(made)
    }
  const nothing = (): Promise<void> => Promise.resolve()
  return {
    'a setting': async (turn) => {
      const settings = await handlers['settings.get']({})
      return () => handlers['settings.set']({ ...settings, idleLockMinutes: 6 + (turn % 2) })
    },
    'a line of the journal': after(nothing, () =>
      handlers['vault.verify']({ task: 'a'.repeat(16) }),
    ),
    'a case': after(nothing, () =>
      handlers['cases.save']({ id: null, rev: 0, content: caseContent(words(3)) }),
    ),
    'a report': after(nothing, () => report()),
    'a report again': after(report, ({ id, rev }) =>
      handlers['reports.save']({ id, rev, content: reportContent(words(160)) }),
    ),
    'a link from a report to a source': after(
      async () => [await report(), await source()] as const,
      ([{ id, rev, content }, { id: linked }]) =>
        handlers['reports.save']({ id, rev, content: { ...content, sourceIds: [linked] } }),
    ),
    'a filing': after(report, ({ id, rev }) => handlers['reports.file']({ id, rev })),
    'a protected source': after(nothing, source),
    'a protected source again': after(source, ({ id, rev, content }) =>
      handlers['sources.save']({
        id,
        rev,
        content: { ...content, note: words(20) },
        identity: null,
      }),
    ),
    'a protected source with its identity': after(nothing, () =>
      handlers['sources.save']({
        id: null,
        rev: 0,
        content: sourceContent(words(2)),
        identity: { name: words(2), otherNames: [], contact: words(3), note: words(20) },
      }),
    ),
    'a source held back': after(source, ({ id }) =>
      handlers['sources.holdBack']({ id, isHeld: true }),
    ),
    'a claim': after(report, ({ id, content }) =>
      handlers['claims.save']({
        id: null,
        rev: 0,
        content: claimContent(id, { quote: content.body.slice(0, 29) }),
      }),
    ),
    'a deletion': after(report, ({ id, rev }) =>
      handlers['records.remove']({ id: id as string as RecordId, rev }),
    ),
    'a deletion date': after(report, ({ id }) =>
      handlers['retention.set']({
        id: id as string as RecordId,
        eraseAfter: '',
        hold: true,
        reason: words(3),
      }),
    ),
    'a long report': after(nothing, () => report(4000)),
  } satisfies Record<string, Prepare>
}

export type ActionKind = keyof ReturnType<typeof actionsIn>

/** The changes that several actions of one kind make. */
export const changesBy = async (
  desk: TestVault,
  kind: ActionKind,
  times: number,
): Promise<SeenChange[]> => {
  const seen: SeenChange[] = []
  for (let turn = 0; turn < times; turn++)
    seen.push(await changeBy(desk, await actionsIn(desk)[kind](turn)))
  return seen
}

/**
 * How often an observer is right that knows the changes of both kinds and decides by one number:
 * the share with the best threshold for these very changes. 0.5 is a guess.
 */
export const bestObserver = (one: readonly SeenChange[], other: readonly SeenChange[]): number => {
  const shares = (['changed', 'grew'] as const).flatMap((by) =>
    [...one, ...other].map(({ [by]: limit }) => {
      const above = (seen: readonly SeenChange[]): number =>
        seen.filter(({ [by]: value }) => value > limit).length
      const right = above(one) + other.length - above(other)
      const share = right / (one.length + other.length)
      return Math.max(share, 1 - share)
    }),
  )
  return Math.max(...shares)
}
