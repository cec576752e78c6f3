import type { Out } from '../../../shared/contract.ts'

export type ChosenItem = Out<'imports.preview'>['items'][number]

/** Can any part of a record be imported? */
export const isTakeable = ({ effect }: ChosenItem): boolean =>
  effect !== 'known' && effect !== 'refused'

/** The selected records, and those included because a selected one refers to them. */
export const withNeeded = (
  items: readonly ChosenItem[],
  chosen: ReadonlySet<string>,
): { readonly taken: ReadonlySet<string>; readonly along: ReadonlySet<string> } => {
  const needed = new Set(items.flatMap(({ subject, needs }) => (chosen.has(subject) ? needs : [])))
  const along = new Set([...needed].filter((subject) => !chosen.has(subject)))
  return { taken: new Set([...chosen, ...along]), along }
}
