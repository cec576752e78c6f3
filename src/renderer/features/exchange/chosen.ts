import type { Out } from '../../../shared/contract.ts'

export type ChosenItem = Out<'imports.preview'>['items'][number]

/** Has a record anything that could be taken? */
export const isTakeable = ({ effect }: ChosenItem): boolean =>
  effect !== 'known' && effect !== 'refused'

/** Everything that is chosen, and what comes along because something chosen refers to it. */
export const withNeeded = (
  items: readonly ChosenItem[],
  chosen: ReadonlySet<string>,
): { readonly taken: ReadonlySet<string>; readonly along: ReadonlySet<string> } => {
  const needed = new Set(items.flatMap(({ subject, needs }) => (chosen.has(subject) ? needs : [])))
  const along = new Set([...needed].filter((subject) => !chosen.has(subject)))
  return { taken: new Set([...chosen, ...along]), along }
}
