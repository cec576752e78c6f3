import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { ChangedText } from './changed-text.tsx'
import type { ChangedStretch } from './changed-words.ts'
import shared from '../ui/shared.module.css'
import styles from './versions.module.css'

/** One field of one version. */
export const VersionBox = ({
  name,
  lang,
  stretches,
  shows = 'come',
}: {
  readonly name: string
  readonly lang: string | undefined
  readonly stretches: readonly ChangedStretch[]
  readonly shows?: 'gone' | 'come'
}): ReactElement => {
  const text = useText()
  const isEmpty = stretches.every(({ words }) => words === '')
  return (
    <figure className={styles['version']}>
      <figcaption className={shared['subheading']}>{name}</figcaption>
      <div
        className={styles['words']}
        lang={isEmpty ? undefined : lang}
        dir="auto"
        role="group"
        // A scroll container must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={name}
      >
        {isEmpty ? (
          <span className={shared['quiet']}>{text('versions.nothing')}</span>
        ) : (
          <ChangedText stretches={stretches} shows={shows} />
        )}
      </div>
    </figure>
  )
}
