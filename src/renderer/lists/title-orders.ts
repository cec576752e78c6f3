import type { MessageKey } from '../i18n/messages.ts'

/** Orders of records with a title. */
export const titleOrders = {
  newest: 'selection.newest',
  oldest: 'selection.oldest',
  title: 'selection.title',
} as const satisfies Record<string, MessageKey>

export type TitleOrder = keyof typeof titleOrders

/** Sorts records that arrive newest first; titles by the rules of the window's language. */
export const titlesSorted = <R extends { readonly content: { readonly title: string } }>(
  rows: readonly R[],
  order: TitleOrder,
  locale: string,
): readonly R[] => {
  if (order === 'newest') return rows
  if (order === 'oldest') return [...rows].reverse()
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return [...rows].sort((a, b) => compare(a.content.title, b.content.title))
}
