import { useId } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { aboutOf, canOverride, isOpenName, kindWord, sentenceOf } from './words.ts'
import type { ReviewListItem } from './words.ts'
import type { Fix } from './use-fix.ts'
import shared from '../ui/shared.module.css'
import styles from './checklist.module.css'

/** One issue: its kind, its words, the way to fix it, and then the way to allow it. */
export const ChecklistLine = ({
  item,
  fix,
  isReadOnly,
  onOverride,
  onNameException,
  onTakeBack,
}: {
  readonly item: ReviewListItem
  /** Null: nothing to fix, or nowhere to do it. */
  readonly fix: Fix | null
  readonly isReadOnly: boolean
  readonly onOverride: (items: readonly ReviewListItem[]) => void
  readonly onNameException: (item: ReviewListItem) => void
  /** Null: it was not overridden here. */
  readonly onTakeBack: (() => void) | null
}): ReactElement => {
  const text = useText()
  const words = useId()
  const { state, notOverridable, reason, count } = item
  const about = aboutOf(item)
  const what = [text(kindWord(item)), about].filter((one) => one !== null).join(' ')
  const sentence = sentenceOf(item, text)
  return (
    <li className={styles['line']}>
      <div id={words} className={styles['words']}>
        <p className={styles['first']}>
          <span className={shared['secondary']}>{text(kindWord(item))}</span>
          {about !== null && <strong className={styles['about']}>{about}</strong>}
          {count > 1 && <span className={shared['quiet']}>{text('review.times', { count })}</span>}
        </p>
        {sentence !== null && <p className={styles['sentence']}>{sentence}</p>}
        {reason !== null && reason !== '' && (
          <p className={shared['quiet']}>
            {text(state === 'overridden' ? 'review.because' : 'review.stoodThere', { reason })}
          </p>
        )}
        {state === 'blocks' && notOverridable && !isOpenName(item) && (
          <p className={shared['quiet']}>{text('review.notOverridable')}</p>
        )}
      </div>
      <div className={styles['ways']}>
        {fix !== null && (
          <CommandButton
            words={fix.words}
            offered={fix.offered}
            values={{ what }}
            size="small"
            data-fix
            aria-describedby={words}
            onPress={fix.run}
          />
        )}
        {canOverride(item) && (
          <CommandButton
            words="review.override"
            offered="review.overrideNamed"
            values={{ what }}
            size="small"
            variant="quiet"
            data-override
            aria-describedby={words}
            isDisabled={isReadOnly}
            onPress={() => onOverride([item])}
          />
        )}
        {isOpenName(item) && (
          <CommandButton
            words="review.differentPerson"
            offered="review.differentPersonNamed"
            values={{ what }}
            size="small"
            variant="quiet"
            data-override
            aria-describedby={words}
            onPress={() => onNameException(item)}
          />
        )}
        {state === 'overridden' && onTakeBack !== null && (
          <CommandButton
            words="review.takeBack"
            offered="review.takeBackNamed"
            values={{ what }}
            size="small"
            variant="quiet"
            aria-describedby={words}
            isDisabled={isReadOnly}
            onPress={onTakeBack}
          />
        )}
      </div>
    </li>
  )
}
