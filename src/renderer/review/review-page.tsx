import type { ReactElement, ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Icon } from '../ui/icon.tsx'
import { states, stateWords } from './words.ts'
import type { ReviewListItem } from './words.ts'
import styles from './review-page.module.css'

const icons = { blocks: 'alert', warns: 'eye', overridden: 'edit', ok: 'check' } as const

/** How many issues there are of each state. */
export const ReviewCounts = ({
  items,
}: {
  readonly items: readonly ReviewListItem[]
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <ul className={styles['counts']} aria-label={text('review.counts')}>
      {states.map((state) => {
        const count = items.filter((item) => item.state === state).length
        return count === 0 ? null : (
          <li key={state} className={styles['count']} data-state={state}>
            <Icon name={icons[state]} size={16} />
            <span className={styles['number']}>{format.number(count)}</span>
            {text(stateWords[state])}
          </li>
        )
      })}
    </ul>
  )
}

/**
 * A check beside a column that always stays visible: what leaves, how many issues there are, and the
 * button that ends it. On a narrow screen the column becomes a foot.
 */
export const ReviewPage = ({
  summary,
  children,
  counts,
  why = null,
  act,
}: {
  /** What leaves and who receives it. */
  readonly summary?: ReactNode
  readonly children: ReactNode
  /** The counts, and what can be done about all issues at once. */
  readonly counts?: ReactNode
  /** Why the last button cannot be pressed; null: it can. */
  readonly why?: string | null
  /** Back, and the last button. */
  readonly act: ReactNode
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['page']}>
      <div className={styles['main']}>{children}</div>
      <section className={styles['side']} aria-label={text('review.summary')}>
        {summary !== undefined && <div className={styles['summary']}>{summary}</div>}
        <div className={styles['act']}>
          {counts}
          {why !== null && <p className={styles['why']}>{why}</p>}
          {act}
        </div>
      </section>
    </div>
  )
}
