import type { ReactElement } from 'react'
import { visibleWords } from '../../../editor/lint-words.ts'
import { useText } from '../../../i18n/use-text.ts'
import { foundWords, severityOf } from '../../../review/found-words.ts'
import { kindWord } from '../../../review/words.ts'
import type { Item } from '../../../review/words.ts'
import styles from './leaving.module.css'

/** A text to the last character, with what the review found in it set apart. */
export const FoundText = ({
  words,
  items,
}: {
  readonly words: string
  readonly items: readonly Item[]
}): ReactElement => {
  const text = useText()
  return (
    <>
      {foundWords(words, items).map((stretch, at) =>
        stretch.item === null ? (
          <span key={at}>{stretch.words}</span>
        ) : (
          <mark
            key={at}
            className={styles['found']}
            data-severity={severityOf(stretch.item)}
            title={text(kindWord(stretch.item))}
          >
            {stretch.item.kind === 'hidden-text' ? visibleWords(stretch.words) : stretch.words}
          </mark>
        ),
      )}
    </>
  )
}
