import { useState } from 'react'
import type { ReactElement } from 'react'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Chip } from '../ui/tag.tsx'
import { ChecklistLine } from './checklist-line.tsx'
import type { Fix } from './use-fix.ts'
import { canOverride, placeWord, stateWords } from './words.ts'
import type { ReviewListItem, State } from './words.ts'
import styles from './checklist.module.css'

export type ChecklistActions = {
  readonly isReadOnly: boolean
  readonly fixOf: (item: ReviewListItem) => Fix | null
  readonly onOverride: (items: readonly ReviewListItem[]) => void
  readonly onNameException: (item: ReviewListItem) => void
  readonly takesBack: (item: ReviewListItem) => boolean
  readonly onTakeBack: (item: ReviewListItem) => void
}

/** What is overridden or in order needs no fix. */
const fixable: ReadonlySet<State> = new Set(['blocks', 'warns'])

const tones = { blocks: 'danger', overridden: 'info', warns: 'warn', ok: 'accent' } as const
/** Up to this number, issues are shown expanded; above it, they are folded by record. */
const unfolded = 12
const step = 50

/** The start of a long list, with a button to show more. */
const useFirst = <T,>(all: readonly T[]): { shown: readonly T[]; more: ReactElement | null } => {
  const text = useText()
  const [limit, setLimit] = useState(step)
  const rest = all.length - limit
  return {
    shown: all.slice(0, limit),
    more:
      rest <= 0 ? null : (
        <div>
          <Button size="small" variant="quiet" onPress={() => setLimit(limit + step)}>
            {text('review.more', { count: Math.min(step, rest) })}
          </Button>
        </div>
      ),
  }
}

/** Issues of one state in one record. */
const RecordFold = ({
  items,
  startsOpen,
  actions,
}: {
  readonly items: readonly [ReviewListItem, ...ReviewListItem[]]
  readonly startsOpen: boolean
  readonly actions: ChecklistActions
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { shown, more } = useFirst(items)
  const [first] = items
  const open = items.filter(canOverride)
  return (
    <Disclosure
      startsOpen={startsOpen}
      className={styles['record']}
      headClassName={styles['recordHead']}
      head={
        <>
          <span className={styles['place']}>{text(placeWord(first))}</span>
          {first.subject !== null && (
            <span className={styles['name']}>
              {first.name === '' ? text('review.unnamed') : first.name}
            </span>
          )}
          <span className={styles['count']}>{format.number(items.length)}</span>
        </>
      }
    >
      <ul className={styles['lines']}>
        {shown.map((item) => (
          <ChecklistLine
            key={item.item}
            item={item}
            fix={fixable.has(item.state) ? actions.fixOf(item) : null}
            isReadOnly={actions.isReadOnly}
            onOverride={actions.onOverride}
            onNameException={actions.onNameException}
            onTakeBack={actions.takesBack(item) ? () => actions.onTakeBack(item) : null}
          />
        ))}
      </ul>
      {more}
      {open.length > 1 && (
        <div className={styles['all']}>
          <Button
            size="small"
            variant="quiet"
            isDisabled={actions.isReadOnly}
            onPress={() => actions.onOverride(open)}
          >
            {text('review.overrideAll', { count: open.length })}
          </Button>
        </div>
      )}
    </Disclosure>
  )
}

const byRecord = (
  items: readonly ReviewListItem[],
): [string, [ReviewListItem, ...ReviewListItem[]]][] => {
  const records = new Map<string, [ReviewListItem, ...ReviewListItem[]]>()
  for (const item of items) {
    const key = `${item.place} ${item.subject ?? ''}`
    const record = records.get(key)
    if (record === undefined) records.set(key, [item])
    else record.push(item)
  }
  return [...records]
}

/** All issues of one state, by record. */
export const ChecklistGroup = ({
  state,
  items,
  startsOpen,
  actions,
}: {
  readonly state: State
  readonly items: readonly ReviewListItem[]
  readonly startsOpen: boolean
  readonly actions: ChecklistActions
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { shown, more } = useFirst(byRecord(items))
  return (
    <Disclosure
      startsOpen={startsOpen}
      className={styles['group']}
      headClassName={styles['groupHead']}
      head={
        <>
          <Chip tone={tones[state]}>{text(stateWords[state])}</Chip>
          <span className={styles['count']}>{format.number(items.length)}</span>
        </>
      }
    >
      <div className={styles['records']}>
        {shown.map(([key, record]) => (
          <RecordFold
            key={key}
            items={record}
            startsOpen={items.length <= unfolded}
            actions={actions}
          />
        ))}
        {more}
      </div>
    </Disclosure>
  )
}
