import type { Out } from '../../../shared/contract.ts'
import type { ListAt } from './unpack-lists.ts'

export type ChosenItem = Out<'imports.preview'>['items'][number]

/** Can any part of a record be imported? */
export const isTakeable = ({ effect }: ChosenItem): boolean =>
  effect !== 'known' && effect !== 'refused'

/**
 * The selected records, and those included because a selected or included one refers to them.
 *
 * @param needs the positions of the items that each item needs.
 */
export const withNeeded = (
  items: readonly ChosenItem[],
  needs: ListAt,
  chosen: ReadonlySet<string>,
): { readonly taken: ReadonlySet<string>; readonly along: ReadonlySet<string> } => {
  const positions = new Map<string, number>(items.map(({ subject }, at) => [subject, at]))
  const taken = new Set(chosen)
  // Visits also those that are added meanwhile.
  for (const subject of taken) {
    for (const at of needs(positions.get(subject) ?? items.length)) {
      const needed = items[at]
      if (needed !== undefined) taken.add(needed.subject)
    }
  }
  const along = new Set([...taken].filter((subject) => !chosen.has(subject)))
  return { taken, along }
}
