import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { IconButton } from './button.tsx'
import styles from './pages.module.css'

export type PageState<T> = {
  /** The rows of the current page. */
  readonly shown: readonly T[]
  /** Index of its first row in the whole list. */
  readonly first: number
  /** Is there more than one page? */
  readonly isPaged: boolean
  /** Goes to the page with the row at this index. */
  readonly show: (index: number) => void
  /** Page navigation; null if there is only one page. */
  readonly pager: ReactElement | null
}

const Pager = ({
  label,
  first,
  shown,
  count,
  onPage,
}: {
  readonly label: string
  readonly first: number
  readonly shown: number
  readonly count: number
  readonly onPage: (way: 1 | -1) => void
}): ReactElement => {
  const text = useText()
  return (
    <div role="group" aria-label={text('common.pages', { of: label })} className={styles['pager']}>
      <span role="status">
        {text('common.page', { from: first + 1, to: first + shown, count })}
      </span>
      <IconButton
        icon="left"
        label={text('common.previousPage')}
        isDisabled={first === 0}
        onPress={() => onPage(-1)}
      />
      <IconButton
        icon="right"
        label={text('common.nextPage')}
        isDisabled={first + shown >= count}
        onPress={() => onPage(1)}
      />
    </div>
  )
}

/**
 * Splits a long list into pages, for tables and rows with fields, where no virtual list can set the
 * row heights. `label` names the content.
 */
export const usePages = <T,>(items: readonly T[], perPage: number, label: string): PageState<T> => {
  const [page, setPage] = useState(0)
  const lastPage = Math.max(Math.ceil(items.length / perPage) - 1, 0)
  const at = Math.min(page, lastPage)
  const first = at * perPage
  const shown = items.slice(first, first + perPage)
  return {
    shown,
    first,
    isPaged: lastPage > 0,
    show: (index) => setPage(Math.floor(Math.max(index, 0) / perPage)),
    pager:
      lastPage === 0 ? null : (
        <Pager
          label={label}
          first={first}
          shown={shown.length}
          count={items.length}
          onPage={(way) => setPage(at + way)}
        />
      ),
  }
}
