import type { ReactElement } from 'react'
import type { ChangedStretch } from './changed-words.ts'
import styles from './versions.module.css'

/** One side of two texts, whole, with what only it has set apart. */
export const ChangedText = ({
  stretches,
  shows,
}: {
  readonly stretches: readonly ChangedStretch[]
  /** Is it what was before, or what comes in its place? */
  readonly shows: 'gone' | 'come'
}): ReactElement => (
  <>
    {stretches.map(({ words, isChanged }, at) =>
      !isChanged ? (
        <span key={at}>{words}</span>
      ) : shows === 'gone' ? (
        <del key={at} className={styles['gone']}>
          {words}
        </del>
      ) : (
        <mark key={at}>{words}</mark>
      ),
    )}
  </>
)
