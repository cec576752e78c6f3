import type { CSSProperties, ReactElement, ReactNode, Ref } from 'react'
import { useFormat } from '../i18n/use-format.ts'
import { classNames } from './class-names.ts'
import styles from './panel.module.css'

/** A column of the window with a fixed head and foot and a scrolling body. */
export const Panel = ({
  label,
  header,
  footer,
  children,
  tone = 'paper',
  scroll = true,
  ref,
}: {
  /** Names the region for screen readers. */
  readonly label: string
  readonly header?: ReactNode
  readonly footer?: ReactNode
  readonly children: ReactNode
  readonly tone?: 'paper' | 'list'
  /** False if the content scrolls by itself, as a virtual list does. */
  readonly scroll?: boolean
  readonly ref?: Ref<HTMLElement>
}): ReactElement => (
  <section ref={ref} aria-label={label} className={classNames(styles['pane'], styles[tone])}>
    {header}
    <div className={classNames(styles['body'], scroll && styles['scroll'])}>{children}</div>
    {footer !== undefined && <div className={styles['footer']}>{footer}</div>}
  </section>
)

/** Title of a pane, buttons at its end, and space for a search box or filters below. */
export const PanelHeader = ({
  title,
  count,
  actions,
  children,
}: {
  readonly title: ReactNode
  /** The number of entries, or a text with it. */
  readonly count?: number | string
  readonly actions?: ReactNode
  readonly children?: ReactNode
}): ReactElement => {
  const format = useFormat()
  return (
    <header className={styles['header']}>
      <div className={styles['line']}>
        <h1 className={styles['title']}>
          {title}
          {count !== undefined && (
            <span className={styles['count']}>
              {typeof count === 'number' ? format.number(count) : count}
            </span>
          )}
        </h1>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {children}
    </header>
  )
}

/** The list at the start, the record at the end. */
export const SplitView = ({
  list,
  record,
  width = null,
  splitter,
}: {
  /** null: hidden. */
  readonly list: ReactNode
  readonly record: ReactNode
  /** Width of the list in pixels; null: the usual one. */
  readonly width?: number | null
  /** The movable border of the list, which sets `--list`. */
  readonly splitter?: ReactNode
}): ReactElement => (
  <div
    className={styles['split']}
    data-alone={list === null || undefined}
    data-movable={splitter !== undefined || undefined}
    style={width === null ? {} : ({ '--list': `${width}px` } as CSSProperties)}
  >
    {list}
    {list !== null && splitter}
    {record}
  </div>
)
