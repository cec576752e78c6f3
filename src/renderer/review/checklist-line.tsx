import { useId } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { aboutOf, canPass, isOpenName, kindWord, sentenceOf } from './words.ts'
import type { Item } from './words.ts'
import styles from './checklist.module.css'

/** One item: what it is, the words it is about, and the one thing that can be done about it here. */
export const ChecklistLine = ({
  item,
  isReadOnly,
  onPass,
  onHomonym,
  onTakeBack,
}: {
  readonly item: Item
  readonly isReadOnly: boolean
  readonly onPass: (items: readonly Item[]) => void
  readonly onHomonym: (item: Item) => void
  /** Null: it was not let pass here. */
  readonly onTakeBack: (() => void) | null
}): ReactElement => {
  const text = useText()
  const words = useId()
  const { state, firm, reason, count } = item
  const about = aboutOf(item)
  const sentence = sentenceOf(item, text)
  return (
    <li className={styles['line']}>
      <div id={words} className={styles['words']}>
        <p className={styles['first']}>
          <span className={styles['kind']}>{text(kindWord(item))}</span>
          {about !== null && <strong className={styles['about']}>{about}</strong>}
          {count > 1 && <span className={styles['quiet']}>{text('review.times', { count })}</span>}
        </p>
        {sentence !== null && <p className={styles['sentence']}>{sentence}</p>}
        {reason !== null && reason !== '' && (
          <p className={styles['quiet']}>
            {text(state === 'overridden' ? 'review.because' : 'review.stoodThere', { reason })}
          </p>
        )}
        {state === 'blocks' && firm && !isOpenName(item) && (
          <p className={styles['quiet']}>{text('review.firm')}</p>
        )}
      </div>
      {canPass(item) && (
        <Button
          size="small"
          data-pass
          aria-describedby={words}
          isDisabled={isReadOnly}
          onPress={() => onPass([item])}
        >
          {text('review.override')}
        </Button>
      )}
      {isOpenName(item) && (
        <Button size="small" data-pass aria-describedby={words} onPress={() => onHomonym(item)}>
          {text('review.homonym')}
        </Button>
      )}
      {state === 'overridden' && onTakeBack !== null && (
        <Button
          size="small"
          variant="quiet"
          aria-describedby={words}
          isDisabled={isReadOnly}
          onPress={onTakeBack}
        >
          {text('review.takeBack')}
        </Button>
      )}
    </li>
  )
}
