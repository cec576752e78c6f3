import type { MessageKey } from '../i18n/messages.ts'

/** In which orders records with a title stand. */
export const titleOrders = {
  newest: 'selection.newest',
  oldest: 'selection.oldest',
  title: 'selection.title',
} as const satisfies Record<string, MessageKey>

export type TitleOrder = keyof typeof titleOrders

/** Records that came newest first, in one of these orders; titles as the language of the window has them. */
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
