import type { MouseEvent, PointerEvent, ReactElement, ReactNode, Ref } from 'react'
import { scriptOf } from '../i18n/languages.ts'
import { classNames } from './class-names.ts'
import styles from './list-row.module.css'

const drawnAs = (content: ReactNode): string | undefined =>
  typeof content === 'string' ? scriptOf(content) : undefined

/**
 * A row in a list of records: title, second line, facts, and a mark at the end. It is a button, so
 * Enter and Space open it; `isSelected` marks the record that is open beside it.
 */
export const ListRow = ({
  title,
  detail,
  facts,
  end,
  lang,
  isSelected = false,
  lead,
  isChosen = false,
  onDown,
  onPress,
  onDrag,
  tabIndex,
  ref,
}: {
  readonly title: ReactNode
  readonly detail?: ReactNode
  readonly facts?: ReactNode
  readonly end?: ReactNode
  /** Language of title and detail; without it, that of the script of each. */
  readonly lang?: string
  readonly isSelected?: boolean
  /** Before the button, for example a checkbox; null reserves its place. */
  readonly lead?: ReactNode
  /** Part of the current multiple selection. */
  readonly isChosen?: boolean
  /** The pointer is down on the row; a press may follow. */
  readonly onDown?: ((event: PointerEvent) => void) | undefined
  readonly onPress: (event: MouseEvent<HTMLButtonElement>) => void
  /** The row can be dragged; called as a drag begins, which carries no data of its own. */
  readonly onDrag?: (() => void) | undefined
  /** For lists with arrow-key navigation: only one row is a tab stop. */
  readonly tabIndex?: 0 | -1
  readonly ref?: Ref<HTMLButtonElement>
}): ReactElement => {
  const button = (
    <button
      ref={ref}
      type="button"
      tabIndex={tabIndex}
      aria-current={isSelected ? 'true' : undefined}
      className={classNames(styles['row'], isSelected && styles['selected'])}
      onPointerDown={onDown}
      onClick={onPress}
      {...(onDrag === undefined
        ? {}
        : {
            draggable: true,
            onDragStart: ({ dataTransfer }) => {
              dataTransfer.clearData()
              dataTransfer.effectAllowed = 'move'
              onDrag()
            },
          })}
    >
      <span className={styles['head']}>
        <span className={styles['title']} lang={lang ?? drawnAs(title)}>
          {title}
        </span>
        {end !== undefined && <span className={styles['end']}>{end}</span>}
      </span>
      {detail !== undefined && (
        <span className={styles['detail']} lang={lang ?? drawnAs(detail)}>
          {detail}
        </span>
      )}
      {facts !== undefined && <span className={styles['facts']}>{facts}</span>}
    </button>
  )
  if (lead === undefined) return button
  return (
    <div className={classNames(styles['choice'], isChosen && styles['chosen'])}>
      {lead}
      {button}
    </div>
  )
}
