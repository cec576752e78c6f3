import type { ReactElement, Ref } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import styles from './title-field.module.css'

/** The title as it will stand, over as many lines as it needs; Enter goes on to the text. */
export const TitleField = ({
  value,
  language,
  onChange,
  onEnter,
  ref,
}: {
  readonly value: string
  readonly language: string
  readonly onChange: (value: string) => void
  /** The title is done: go on to the text. */
  readonly onEnter: () => void
  readonly ref?: Ref<HTMLTextAreaElement>
}): ReactElement => {
  const text = useText()
  return (
    // The frame holds the same text unseen, and so gives the box its height.
    <div className={styles['frame']} data-value={value} lang={language}>
      <textarea
        ref={ref}
        className={styles['title']}
        aria-label={text('reports.titleLabel')}
        placeholder={text('reports.titlePlaceholder')}
        rows={1}
        value={value}
        lang={language}
        maxLength={limits.title}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value.replaceAll(/[\r\n]+/g, ' '))}
        onKeyDown={(event) => {
          // Enter that ends the composing of a syllable belongs to the input method.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          onEnter()
        }}
      />
    </div>
  )
}
