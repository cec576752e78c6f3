import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { IconButton } from '../../ui/button.tsx'
import styles from './timeline-table.module.css'

/** Which rows of how many are there, and the way to the next. */
export const Pager = ({
  first,
  shown,
  count,
  onPage,
}: {
  readonly first: number
  readonly shown: number
  readonly count: number
  readonly onPage: (way: 1 | -1) => void
}): ReactElement => {
  const text = useText()
  return (
    <div role="group" aria-label={text('timeline.pages')} className={styles['pager']}>
      <span role="status">
        {text('timeline.page', { from: first + 1, to: first + shown, count })}
      </span>
      <IconButton
        icon="left"
        label={text('timeline.previous')}
        isDisabled={first === 0}
        onPress={() => onPage(-1)}
      />
      <IconButton
        icon="right"
        label={text('timeline.next')}
        isDisabled={first + shown >= count}
        onPress={() => onPage(1)}
      />
    </div>
  )
}
