import type { ReactElement } from 'react'
import type { ChangedStretch } from './changed-words.ts'
import shared from '../ui/shared.module.css'

/** One side of a comparison in full, with its own parts highlighted. */
export const ChangedText = ({
  stretches,
  shows,
}: {
  readonly stretches: readonly ChangedStretch[]
  /** Is it the old side or the new one? */
  readonly shows: 'gone' | 'come'
}): ReactElement => (
  <>
    {stretches.map(({ words, isChanged }, at) =>
      !isChanged ? (
        <span key={at}>{words}</span>
      ) : shows === 'gone' ? (
        <del key={at} className={shared['removed']}>
          {words}
        </del>
      ) : (
        <mark key={at}>{words}</mark>
      ),
    )}
  </>
)
