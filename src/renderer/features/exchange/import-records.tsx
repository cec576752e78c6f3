import { useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { sourceName, useCases, useSources } from '../../records/names.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Chip } from '../../ui/tag.tsx'
import type { Tone } from '../../ui/tag.tsx'
import { isTakeable } from './chosen.ts'
import type { ChosenItem } from './chosen.ts'
import { groupItems, isUnusual } from './import-groups.ts'
import type { ImportGroup, ImportRow } from './import-groups.ts'
import { ImportItemRow } from './import-item-row.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

const countKeys = {
  case: 'handover.count.cases',
  report: 'handover.count.reports',
  source: 'handover.count.sources',
  claim: 'handover.count.claims',
  attribution: 'handover.count.attributions',
  publication: 'exchange.countPublications',
} as const satisfies Record<ChosenItem['kind'], string>

const kinds = ['case', 'report', 'source', 'claim', 'attribution', 'publication'] as const

/** Numbers of records by kind, without kinds that have none. */
export const useCountsByKind = (): ((items: readonly ChosenItem[]) => readonly string[]) => {
  const text = useText()
  return (items) => {
    const counts = new Map<ChosenItem['kind'], number>()
    for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return kinds.flatMap((kind) => {
      const count = counts.get(kind) ?? 0
      return count === 0 ? [] : [text(countKeys[kind], { count })]
    })
  }
}

/** Number of rows rendered at first; the other rows are selected as well. */
const atOnce = 200

/** Records below another are open at first if one is unusual and they are no more than this. */
const openBelow = 20

/** The first entries, and a button for more: thousands at once would block the window. */
const InParts = <T,>({
  all,
  children,
}: {
  readonly all: readonly T[]
  readonly children: (one: T) => ReactNode
}): ReactElement => {
  const text = useText()
  const [shown, setShown] = useState(atOnce)
  return (
    <>
      {all.slice(0, shown).map(children)}
      {all.length > shown && (
        <li className={styles['buttons']}>
          <Button size="small" onPress={() => setShown(shown + atOnce)}>
            {text('exchange.showMore', { count: all.length - shown })}
          </Button>
        </li>
      )}
    </>
  )
}

const unusual = [
  ['refused', 'danger'],
  ['conflict', 'warn'],
  ['update', 'info'],
] as const satisfies readonly (readonly [ChosenItem['effect'], Tone])[]

/** How many records of a folded part are unusual. */
const UnusualChips = ({ items }: { readonly items: readonly ChosenItem[] }): ReactNode => {
  const text = useText()
  return unusual.map(([effect, tone]) => {
    const count = items.filter((item) => item.effect === effect).length
    return (
      count > 0 && (
        <Chip key={effect} tone={tone}>
          {text(`exchange.previewOf.${effect}`, { count })}
        </Chip>
      )
    )
  })
}

type Choice = {
  readonly exportId: string
  readonly taken: ReadonlySet<string>
  /** Included because a selected record refers to them. */
  readonly along: ReadonlySet<string>
  /** null: nothing of the file can be imported now. */
  readonly onChoose: ((items: readonly ChosenItem[], isChosen: boolean) => void) | null
}

type Named = {
  readonly groupName: (group: ImportGroup) => string
  readonly detailOf: (item: ChosenItem, kind: ImportGroup['kind']) => string
}

/** Names of records that the file has, else of those that are here. */
const useNames = (items: readonly ChosenItem[]): Named => {
  const text = useText()
  const { caseById } = useCases()
  const { sourceById } = useSources()
  const titles = useMemo(() => {
    const named = items.filter(({ kind }) => kind === 'case' || kind === 'source')
    return new Map(named.map(({ subject, title }) => [subject as string, title]))
  }, [items])
  const caseName = (id: string): string =>
    titles.get(id) ?? caseById.get(id)?.content.title ?? text('versions.notHere')
  const sourceOf = (id: string): string => {
    const here = sourceById.get(id)
    return titles.get(id) ?? (here === undefined ? text('versions.notHere') : sourceName(here))
  }
  return {
    groupName: ({ kind, caseId }) => {
      if (kind === 'rejected') return text('exchange.groupRejected')
      if (kind === 'sources') return text('nav.sources')
      return kind === 'rest' || caseId === null ? text('exchange.groupNoCase') : caseName(caseId)
    },
    detailOf: ({ kind, sources }, of) => {
      const isUsual = of !== 'rejected' && (kind === 'report' || kind === 'source')
      return [...(isUsual ? [] : [text(`exchange.kind.${kind}`)]), ...sources.map(sourceOf)].join(
        ' · ',
      )
    },
  }
}

const RecordRow = ({
  row: { item, below },
  kind,
  names,
  choice,
}: {
  readonly row: ImportRow
  readonly kind: ImportGroup['kind']
  readonly names: Named
  readonly choice: Choice
}): ReactElement => {
  const counted = useCountsByKind()
  const { exportId, taken, along, onChoose } = choice
  return (
    <li className={styles['itemBox']}>
      <ImportItemRow
        exportId={exportId}
        item={item}
        detail={names.detailOf(item, kind)}
        isChosen={taken.has(item.subject)}
        isNeeded={along.has(item.subject)}
        onChoose={onChoose === null ? null : (isChosen) => onChoose([item], isChosen)}
      />
      {below.length > 0 && (
        <Disclosure
          startsOpen={below.length <= openBelow && below.some(isUnusual)}
          className={styles['below']}
          headClassName={styles['belowHead']}
          head={
            <>
              <span>{counted(below).join(' · ')}</span>
              <UnusualChips items={below} />
            </>
          }
        >
          <RecordRows
            rows={below.map((one) => ({ item: one, below: [] }))}
            kind={kind}
            names={names}
            choice={choice}
          />
        </Disclosure>
      )}
    </li>
  )
}

const RecordRows = ({
  rows,
  ...rest
}: { readonly rows: readonly ImportRow[] } & Pick<
  Parameters<typeof RecordRow>[0],
  'kind' | 'names' | 'choice'
>): ReactElement => (
  <ul>
    <InParts all={rows}>
      {(row) => <RecordRow key={row.item.subject} row={row} {...rest} />}
    </InParts>
  </ul>
)

const GroupCheckbox = ({
  name,
  items,
  taken,
  along,
  onChoose,
}: {
  readonly name: string
  readonly items: readonly ChosenItem[]
} & Pick<Choice, 'taken' | 'along' | 'onChoose'>): ReactElement | null => {
  const text = useText()
  const takeable = items.filter(isTakeable)
  if (onChoose === null || takeable.length === 0) return null
  const chosen = takeable.filter(({ subject }) => taken.has(subject)).length
  return (
    <Checkbox
      aria-label={text('exchange.chooseGroup', { title: name })}
      isSelected={chosen === takeable.length}
      isIndeterminate={chosen > 0 && chosen < takeable.length}
      isDisabled={takeable.every(({ subject }) => along.has(subject))}
      onChange={(isChosen) => onChoose(takeable, isChosen)}
    >
      {null}
    </Checkbox>
  )
}

/** Groups that are open at first: those with unusual records, as far as few rows are drawn. */
const openAtFirst = (groups: readonly ImportGroup[]): ReadonlySet<string> => {
  if (groups.length === 1) return new Set(groups.map(({ key }) => key))
  let left = atOnce
  const open = groups.filter(({ rows, items }) => {
    if (!items.some(isUnusual)) return false
    left -= Math.min(rows.length, atOnce)
    return left >= 0
  })
  return new Set(open.map(({ key }) => key))
}

/** The records of a file by case, folded; what is unusual is open, named and first. */
export const ImportRecords = ({
  items,
  ...choice
}: { readonly items: readonly ChosenItem[] } & Choice): ReactElement => {
  const text = useText()
  const counted = useCountsByKind()
  const names = useNames(items)
  const groups = useMemo(() => groupItems(items), [items])
  const open = useMemo(() => openAtFirst(groups), [groups])
  return (
    <ul className={styles['groups']} aria-label={text('exchange.records')}>
      <InParts all={groups}>
        {(group) => (
          <li key={group.key} className={styles['group']}>
            <GroupCheckbox name={names.groupName(group)} items={group.items} {...choice} />
            <Disclosure
              startsOpen={open.has(group.key)}
              className={styles['groupFold']}
              headClassName={styles['groupHead']}
              head={
                <>
                  <span className={styles['itemTitle']}>{names.groupName(group)}</span>
                  <span className={shared['quiet']}>{counted(group.items).join(' · ')}</span>
                  {group.kind !== 'rejected' && <UnusualChips items={group.items} />}
                </>
              }
            >
              <RecordRows rows={group.rows} kind={group.kind} names={names} choice={choice} />
            </Disclosure>
          </li>
        )}
      </InParts>
    </ul>
  )
}
