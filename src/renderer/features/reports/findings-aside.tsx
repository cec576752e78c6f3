import { memo, useDeferredValue } from 'react'
import type { ComponentProps, ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { LintPanel } from './lint-panel.tsx'
import styles from './report-record.module.css'

const List = memo(LintPanel)

/** The list of findings beside or below the text. Deferred, so that typing never waits for it. */
export const FindingsAside = ({
  content,
  lint,
  acts,
}: ComponentProps<typeof LintPanel>): ReactElement => {
  const text = useText()
  return (
    <aside data-list className={styles['findings']} aria-label={text('lint.title')}>
      <List
        content={useDeferredValue(content)}
        lint={useDeferredValue(lint)}
        acts={useDeferredValue(acts)}
      />
    </aside>
  )
}
