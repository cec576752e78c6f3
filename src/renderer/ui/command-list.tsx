import { memo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import styles from './command-box.module.css'

/** A line of the list. */
export type Command = {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly lang?: string
  readonly keys?: readonly string[]
  /** What it is, where a section mixes several kinds. */
  readonly kind?: string
  /** Deletes or destroys: never marked unless the user goes there. */
  readonly isDanger?: boolean
  readonly run: () => void
}

export type CommandSection = {
  readonly id: string
  readonly title: ReactNode
  readonly items: readonly Command[]
}

/** Style of the mark: strong for keys, like hover for the pointer. */
type Marking = 'keys' | 'pointer' | null

const Line = memo(
  ({
    id,
    item: { icon, label, lang, keys, kind, isDanger },
    marking,
  }: {
    readonly id: string
    readonly item: Command
    readonly marking: Marking
  }): ReactElement => (
    <div
      id={id}
      role="menuitem"
      tabIndex={-1}
      className={styles['item']}
      data-danger={isDanger === true ? true : undefined}
      data-focused={marking === null ? undefined : true}
      data-focus-visible={marking === 'keys' ? true : undefined}
    >
      <Icon name={icon} size={16} />
      <span className={styles['label']} lang={lang}>
        {label}
      </span>
      {kind !== undefined && <span className={styles['kind']}>{kind}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </div>
  ),
)

/**
 * The matches by section. Plain elements with one listener on the list: hundreds of lines change
 * with each letter.
 */
export const CommandList = ({
  id,
  label,
  nothing,
  sections,
  lineId,
  marked,
  isByKeys,
  onPoint,
  onPress,
}: {
  readonly id: string
  readonly label: string
  readonly nothing: string
  readonly sections: readonly CommandSection[]
  readonly lineId: (item: Pick<Command, 'id'>) => string
  readonly marked: Command | null
  readonly isByKeys: boolean
  readonly onPoint: (item: Command) => void
  readonly onPress: (item: Command) => void
}): ReactElement => {
  const at = (target: EventTarget): Command | undefined => {
    const line = (target as Element).closest('[role="menuitem"]')
    return line === null
      ? undefined
      : sections.flatMap(({ items }) => items).find((item) => lineId(item) === line.id)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- The field above has the focus and hears the keys.
    <div
      id={id}
      role="menu"
      aria-label={label}
      className={styles['menu']}
      onClick={({ target }) => {
        const item = at(target)
        if (item !== undefined) onPress(item)
      }}
      // Keeps the focus in the field.
      onMouseDown={(event) => event.preventDefault()}
      onPointerMove={({ target, movementX, movementY }) => {
        // A line that appears under a resting pointer is not marked.
        const item = movementX === 0 && movementY === 0 ? undefined : at(target)
        if (item !== undefined) onPoint(item)
      }}
    >
      {sections.length === 0 && (
        <div role="menuitem" tabIndex={-1} className={styles['none']}>
          <p className={styles['nothing']}>{nothing}</p>
        </div>
      )}
      {sections.map((section) => (
        <section
          key={section.id}
          aria-labelledby={`${id}-${section.id}`}
          role="group"
          className={styles['section']}
        >
          <header id={`${id}-${section.id}`} role="presentation" className={styles['header']}>
            {section.title}
          </header>
          {section.items.map((item) => (
            <Line
              key={item.id}
              id={lineId(item)}
              item={item}
              marking={item.id === marked?.id ? (isByKeys ? 'keys' : 'pointer') : null}
            />
          ))}
        </section>
      ))}
    </div>
  )
}
