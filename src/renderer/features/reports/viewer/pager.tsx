import type { ReactElement } from 'react'
import { useText } from '../../../i18n/use-text.ts'
import { IconButton } from '../../../ui/button.tsx'
import styles from './viewer.module.css'

/** The page number, with page navigation. */
export const Pager = ({
  page,
  pages,
  onPage,
}: {
  readonly page: number
  readonly pages: number
  readonly onPage: (page: number) => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['zoom']} role="group" aria-label={text('pages.turn')}>
      <IconButton
        icon="left"
        size="small"
        label={text('pages.before')}
        isDisabled={page <= 1}
        onPress={() => onPage(page - 1)}
      />
      <output className={styles['count']}>{text('pages.at', { page, pages })}</output>
      <IconButton
        icon="right"
        size="small"
        label={text('pages.after')}
        isDisabled={page >= pages}
        onPress={() => onPage(page + 1)}
      />
    </div>
  )
}
