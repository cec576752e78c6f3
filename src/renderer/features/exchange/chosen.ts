import type { Out } from '../../../shared/contract.ts'

export type ChosenItem = Out<'imports.preview'>['items'][number]

/** Can any part of a record be imported? */
export const isTakeable = ({ effect }: ChosenItem): boolean =>
  effect !== 'known' && effect !== 'refused'

/** The selected records, and those included because a selected or included one refers to them. */
export const withNeeded = (
  items: readonly ChosenItem[],
  chosen: ReadonlySet<string>,
): { readonly taken: ReadonlySet<string>; readonly along: ReadonlySet<string> } => {
  const bySubject = new Map<string, ChosenItem>(items.map((item) => [item.subject, item]))
  const taken = new Set(chosen)
  // Visits also those that are added meanwhile.
  for (const subject of taken) {
    for (const at of bySubject.get(subject)?.needs ?? []) {
      const needed = items[at]
      if (needed !== undefined) taken.add(needed.subject)
    }
  }
  const along = new Set([...taken].filter((subject) => !chosen.has(subject)))
  return { taken, along }
}
