import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { SettingsSection } from '../../app/view-state.ts'
import { useText } from '../../i18n/use-text.ts'
import { classNames } from '../../ui/class-names.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

/** Longer help that most people read once. */
const MoreHelp = ({
  about,
  children,
}: {
  /** What the help is about, for screen readers. */
  readonly about: string
  readonly children: string
}): ReactElement => {
  const text = useText()
  return (
    <Disclosure
      className={styles['more']}
      head={
        <span>
          {text('settings.more')} <VisuallyHidden>{about}</VisuallyHidden>
        </span>
      }
    >
      <p className={shared['quiet']}>{children}</p>
    </Disclosure>
  )
}

/** A section of the settings: a heading, a line of help, and a card. */
export const Section = ({
  title,
  anchor,
  about,
  more,
  isDangerous = false,
  children,
}: {
  readonly title: string
  /** Lets another part of the window scroll to this section. */
  readonly anchor: SettingsSection
  readonly about?: string
  readonly more?: string
  /** Holds the acts that destroy something. */
  readonly isDangerous?: boolean
  readonly children: ReactNode
}): ReactElement => {
  const id = useId()
  return (
    <section id={anchor} aria-labelledby={id} className={shared['stack3']}>
      <div className={shared['stack1']}>
        <h2 id={id} className={styles['heading']}>
          {title}
        </h2>
        {about !== undefined && <p className={shared['quiet']}>{about}</p>}
        {more !== undefined && <MoreHelp about={title}>{more}</MoreHelp>}
      </div>
      <div className={classNames(styles['card'], isDangerous && styles['dangerous'])}>
        {children}
      </div>
    </section>
  )
}

/** A line of a card: a title with a line of help, and its button at the end. */
export const SettingLine = ({
  title,
  about,
  more,
  children,
}: {
  readonly title: string
  readonly about: string
  readonly more?: string
  readonly children?: ReactNode
}): ReactElement => (
  <div className={styles['line']}>
    <div className={styles['words']}>
      <p className={styles['title']}>{title}</p>
      <p className={shared['quiet']}>{about}</p>
      {more !== undefined && <MoreHelp about={title}>{more}</MoreHelp>}
    </div>
    {children}
  </div>
)

/** A line of a card with one field: its label and help at the start, its control at the end. */
export const SettingField = ({
  about,
  more,
  children,
}: {
  /** The label of the field; given with `more`. */
  readonly about?: string
  readonly more?: string
  readonly children: ReactNode
}): ReactElement => (
  <div className={styles['line']}>
    <div className={styles['setting']}>
      {children}
      {more !== undefined && <MoreHelp about={about ?? ''}>{more}</MoreHelp>}
    </div>
  </div>
)

/** Names with their values, one below the other. */
export const Facts = ({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: string])[]
}): ReactElement => (
  <dl className={shared['stack2']}>
    {facts.map(([name, value]) => (
      <div key={name} className={styles['fact']}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
