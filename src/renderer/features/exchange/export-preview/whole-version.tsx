import type { ReactElement } from 'react'
import { useFormat } from '../../../i18n/use-format.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { ReviewListItem } from '../../../review/words.ts'
import type { Out } from '../../../../shared/contract.ts'
import type { VersionContent } from '../../../versions/field.ts'
import { fieldsOf } from '../../../versions/record-fields.ts'
import type { ValueWords } from '../../../versions/value-words.ts'
import shared from '../../../ui/shared.module.css'
import styles from './preview.module.css'
import { visibleWords } from '../../../editor/lint-words.ts'
import { foundWords, severityOf } from '../../../review/found-words.ts'
import { kindWord } from '../../../review/words.ts'

/** A complete text, with the findings of the review marked. */
const FoundText = ({
  words,
  items,
}: {
  readonly words: string
  readonly items: readonly ReviewListItem[]
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

type WholeVersionRecord = Out<'exports.record'>

/** Every nonempty field of a version, as the recipient of the file will read it. */
export const WholeVersion = ({
  kind,
  version,
  items,
  words,
}: {
  readonly kind: WholeVersionRecord['kind']
  readonly version: WholeVersionRecord['versions'][number]
  readonly items: readonly ReviewListItem[]
  readonly words: ValueWords
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const content: VersionContent = version.after
  const language = typeof content['language'] === 'string' ? content['language'] : undefined
  return (
    <>
      <p className={shared['quiet']}>
        {text('preview.signed', { day: format.day(version.day), author: version.author })}
      </p>
      <dl className={shared['stack']}>
        {fieldsOf(kind).map((field) => {
          const said = field.say(content, words).join('\n')
          if (said === '') return null
          return (
            <div key={field.id} className={styles['field']}>
              <dt>{text(field.label)}</dt>
              <dd lang={field.form === 'value' ? undefined : language} dir="auto">
                <FoundText words={said} items={items} />
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
