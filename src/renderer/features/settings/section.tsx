import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { SettingsSection } from '../../app/use-settings-section.ts'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

/** A section of the settings: a heading and a card. */
export const Section = ({
  title,
  anchor,
  children,
}: {
  readonly title: string
  /** Lets another part of the window scroll to this section. */
  readonly anchor?: SettingsSection
  readonly children: ReactNode
}): ReactElement => {
  const id = useId()
  return (
    <section id={anchor} aria-labelledby={id} className={shared['stack2']}>
      <h2 id={id} className={styles['heading']}>
        {title}
      </h2>
      <div className={styles['card']}>{children}</div>
    </section>
  )
}

/** A line of a card: a description, with its button at the end. */
export const SettingLine = ({
  title,
  about,
  children,
}: {
  readonly title: string
  readonly about: string
  readonly children: ReactNode
}): ReactElement => (
  <div className={styles['line']}>
    <div className={styles['words']}>
      <p className={styles['title']}>{title}</p>
      <p className={shared['quiet']}>{about}</p>
    </div>
    {children}
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
