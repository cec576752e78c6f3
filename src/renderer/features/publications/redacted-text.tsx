import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { DraftRemoval } from './draft.ts'
import { redactionWords } from './words.ts'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

/**
 * A text with each removal shown as its category; `shows` can keep the removed words, struck out.
 */
export const RedactedText = ({
  body,
  language,
  removals,
  shows = 'result',
}: {
  readonly body: string
  readonly language: string
  readonly removals: readonly DraftRemoval[]
  readonly shows?: 'result' | 'original'
}): ReactElement => {
  const text = useText()
  const parts: ReactElement[] = []
  let at = 0
  for (const { start, end, category } of [...removals].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue
    if (start > at) parts.push(<span key={at}>{body.slice(at, start)}</span>)
    const from = Math.max(start, at)
    parts.push(
      shows === 'original' ? (
        <del key={`-${from}`} className={shared['removed']}>
          {body.slice(from, end)}
        </del>
      ) : (
        <span key={`-${from}`} className={shared['category']}>
          {text(redactionWords[category])}
        </span>
      ),
    )
    at = end
  }
  return (
    <div
      className={styles['printed']}
      lang={language}
      role="region"
      // A scroll container must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={text(shows === 'original' ? 'publications.original' : 'publications.asPrinted')}
    >
      {parts}
      {body.slice(at)}
    </div>
  )
}
