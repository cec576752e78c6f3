import { useId } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { visibleWords } from '../editor/lint-words.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Chip } from '../ui/tag.tsx'
import { severityOf } from './found-words.ts'
import {
  aboutOf,
  canOverride,
  isOpenName,
  kindWord,
  placeWord,
  sentenceOf,
  stateWords,
} from './words.ts'
import type { ReviewListItem } from './words.ts'
import type { Fix } from './use-fix.ts'
import shared from '../ui/shared.module.css'
import styles from './checklist.module.css'

const tones = { blocks: 'danger', overridden: 'info', warns: 'warn', ok: 'accent' } as const

export type ChecklistActions = {
  readonly isReadOnly: boolean
  /** Null: nothing to fix, or nowhere to do it. */
  readonly fixOf: (item: ReviewListItem) => Fix | null
  readonly onOverride: (items: readonly ReviewListItem[]) => void
  readonly onNameException: (item: ReviewListItem) => void
  readonly takesBack: (item: ReviewListItem) => boolean
  readonly onTakeBack: (item: ReviewListItem) => void
}

/** The words of an issue in their sentence. */
const InSentence = ({ item }: { readonly item: ReviewListItem }): ReactElement | null => {
  if (item.sentence === null) return null
  const { before, words, after } = item.sentence
  return (
    <p className={styles['sentence']} dir="auto">
      {visibleWords(before)}
      <mark className={styles['found']} data-severity={severityOf(item)}>
        {visibleWords(words)}
      </mark>
      {visibleWords(after)}
    </p>
  )
}

/** The record of an issue, as a way to it. */
const Where = ({
  item,
  fix,
}: {
  readonly item: ReviewListItem
  readonly fix: Fix | null
}): ReactElement | null => {
  const text = useText()
  if (item.kind === 'names') return null
  const name = item.name === '' ? text('review.unnamed') : item.name
  return (
    <p className={styles['where']} data-where>
      <span>{text(placeWord(item))}</span>
      {item.subject !== null &&
        (fix === null ? (
          <span dir="auto">{name}</span>
        ) : (
          <LinkButton onPress={fix.open}>
            <span dir="auto">{name}</span>
          </LinkButton>
        ))}
    </p>
  )
}

/**
 * One issue: its kind, its record, its words in their sentence, the way to fix it, and then the way
 * to allow it.
 */
export const ChecklistLine = ({
  item,
  position,
  actions: { isReadOnly, fixOf, onOverride, onNameException, takesBack, onTakeBack },
}: {
  readonly item: ReviewListItem
  /** Its place among the blocking issues; null for other issues. */
  readonly position: string | null
  readonly actions: ChecklistActions
}): ReactElement => {
  const text = useText()
  const words = useId()
  const { state, notOverridable, reason, count } = item
  const fix = fixOf(item)
  const about = aboutOf(item)
  const what = [text(kindWord(item)), about].filter((one) => one !== null).join(' ')
  const said = sentenceOf(item, text)
  return (
    <li
      className={styles['line']}
      data-state={state}
      data-line
      tabIndex={-1}
      aria-labelledby={words}
    >
      <div id={words} className={styles['words']}>
        <p className={styles['first']}>
          <Chip tone={tones[state]}>{text(stateWords[state])}</Chip>
          <strong className={styles['kind']}>{text(kindWord(item))}</strong>
          {about !== null && item.sentence === null && (
            <span className={styles['about']} dir="auto">
              {about}
            </span>
          )}
          {count > 1 && <span className={shared['quiet']}>{text('review.times', { count })}</span>}
          {position !== null && <span className={styles['position']}>{position}</span>}
        </p>
        <Where item={item} fix={fix} />
        <InSentence item={item} />
        {said !== null && <p>{said}</p>}
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
        {fix !== null && (state === 'blocks' || state === 'warns') && (
          <CommandButton
            words={fix.words}
            offered={fix.offered}
            values={{ what }}
            size="small"
            data-fix
            aria-describedby={words}
            isDisabled={isReadOnly}
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
        {state === 'overridden' && takesBack(item) && (
          <CommandButton
            words="review.takeBack"
            offered="review.takeBackNamed"
            values={{ what }}
            size="small"
            variant="quiet"
            aria-describedby={words}
            isDisabled={isReadOnly}
            onPress={() => onTakeBack(item)}
          />
        )}
      </div>
    </li>
  )
}
