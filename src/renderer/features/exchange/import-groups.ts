import type { ChosenItem } from './chosen.ts'

/** A record of a file, with those that are listed below it: a report's claims, a source's phrases. */
export type ImportRow = {
  readonly item: ChosenItem
  readonly below: readonly ChosenItem[]
}

/** Records of a file that are listed together. */
export type ImportGroup = {
  readonly key: string
  /** `rejected`: nothing of these is imported. `rest`: in no case. */
  readonly kind: 'rejected' | 'case' | 'rest' | 'sources'
  /** The case, which may be missing in the file. */
  readonly caseId: string | null
  readonly rows: readonly ImportRow[]
  /** All of its records, those below others too. */
  readonly items: readonly ChosenItem[]
}

const effectOrder = ['refused', 'conflict', 'update', 'new', 'known'] as const
const kindOrder = ['case', 'publication', 'report', 'source', 'claim', 'attribution'] as const
const groupOrder = ['rejected', 'case', 'rest', 'sources'] as const

const rankOf = ({ effect }: ChosenItem): number => effectOrder.indexOf(effect)

/** Does a record differ from one that is here, or is it rejected? */
export const isUnusual = ({ effect }: ChosenItem): boolean => effect !== 'new' && effect !== 'known'

type Place = Pick<ImportGroup, 'key' | 'kind' | 'caseId'>

const placeOf = ({ subject, kind, effect, caseId }: ChosenItem): Place => {
  if (effect === 'refused') return { key: 'rejected', kind: 'rejected', caseId: null }
  if (kind === 'source' || kind === 'attribution')
    return { key: 'sources', kind: 'sources', caseId: null }
  const of = kind === 'case' ? subject : caseId
  return of === null
    ? { key: 'rest', kind: 'rest', caseId: null }
    : { key: of, kind: 'case', caseId: of }
}

type OpenRow = { readonly item: ChosenItem; readonly below: ChosenItem[]; rank: number }

const rowsOf = (items: readonly ChosenItem[]): readonly OpenRow[] => {
  const rows = new Map<string, OpenRow>()
  const add = (item: ChosenItem): void =>
    void rows.set(item.subject, { item, below: [], rank: rankOf(item) })
  const isAbove = ({ kind, effect }: ChosenItem): boolean =>
    (kind !== 'claim' && kind !== 'attribution') || effect === 'refused'
  for (const item of items) if (isAbove(item)) add(item)
  for (const item of items) {
    if (isAbove(item)) continue
    const above = item.under === null ? undefined : rows.get(item.under)
    // A rejected report is in a group of its own.
    if (above === undefined || above.item.effect === 'refused') add(item)
    else {
      above.below.push(item)
      above.rank = Math.min(above.rank, rankOf(item))
    }
  }
  return [...rows.values()]
}

/**
 * The records of a file by case, each claim below its report and each phrase below its source, where
 * these are in the file too. Unusual records come first, then those of the file's order.
 */
export const groupItems = (items: readonly ChosenItem[]): readonly ImportGroup[] => {
  const groups = new Map<string, Place & { rows: OpenRow[]; items: ChosenItem[]; rank: number }>()
  for (const row of rowsOf(items)) {
    const place = placeOf(row.item)
    const group = groups.get(place.key) ?? { ...place, rows: [], items: [], rank: row.rank }
    groups.set(place.key, group)
    row.below.sort((a, b) => rankOf(a) - rankOf(b))
    group.rows.push(row)
    group.items.push(row.item)
    for (const item of row.below) group.items.push(item)
    group.rank = Math.min(group.rank, row.rank)
  }
  for (const { rows } of groups.values()) {
    rows.sort(
      (a, b) => a.rank - b.rank || kindOrder.indexOf(a.item.kind) - kindOrder.indexOf(b.item.kind),
    )
  }
  return [...groups.values()].sort(
    (a, b) => groupOrder.indexOf(a.kind) - groupOrder.indexOf(b.kind) || a.rank - b.rank,
  )
}
