import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton, CommandIconButton } from '../../commands/command-button.tsx'
import { optionsOf } from '../../records/options.ts'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import type { DraftRemoval } from './draft.ts'
import { RedactedText } from './redacted-text.tsx'
import { redactionWords } from './words.ts'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

/**
 * Converts an offset in a text field to one in the text: fields count CR LF, and CR alone, as one
 * line feed.
 */
export const offsetInText = (text: string, offset: number): number => {
  let at = 0
  for (let shown = 0; shown < offset && at < text.length; shown += 1) {
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return at
}

/** Every occurrence of words in a text, without overlaps. */
export const placesOf = (text: string, words: string): { start: number; end: number }[] => {
  const places: { start: number; end: number }[] = []
  if (words === '') return places
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    places.push({ start: at, end: at + words.length })
  }
  return places
}

/** Adds removals; one inside another is dropped. */
export const withRemovals = (
  before: readonly DraftRemoval[],
  added: readonly DraftRemoval[],
): DraftRemoval[] => {
  const inside = (one: DraftRemoval, other: DraftRemoval): boolean =>
    one !== other && other.start <= one.start && one.end <= other.end
  const all = [...before]
  for (const one of added) {
    if (all.some((other) => other.start <= one.start && one.end <= other.end)) continue
    all.push(one)
  }
  return all
    .filter((one) => !all.some((other) => inside(one, other)))
    .sort((a, b) => a.start - b.start)
}

/**
 * Words are selected in the text, by mouse or keyboard, and removed here or at every occurrence;
 * the result is shown beside the text.
 */
export const RemovalEditor = ({
  body,
  language,
  removals,
  onChange,
}: {
  readonly body: string
  readonly language: string
  readonly removals: readonly DraftRemoval[]
  readonly onChange: (removals: DraftRemoval[]) => void
}): ReactElement => {
  const text = useText()
  const field = useRef<HTMLTextAreaElement>(null)
  const [category, setCategory] = useState<DraftRemoval['category']>('name')
  const [isNothing, setNothing] = useState(false)

  const remove = (everywhere: boolean): void => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {}
    const start = offsetInText(body, selectionStart)
    const end = offsetInText(body, selectionEnd)
    setNothing(start === end)
    if (start === end) return
    const places = everywhere ? placesOf(body, body.slice(start, end)) : [{ start, end }]
    onChange(
      withRemovals(
        removals,
        places.map((place) => ({ ...place, category })),
      ),
    )
  }

  return (
    <div className={styles['section']}>
      <div className={shared['pair']}>
        <TextArea
          ref={field}
          label={text('publications.original')}
          description={text('publications.originalHint')}
          {...(isNothing ? { error: text('publications.selectFirst') } : {})}
          value={body}
          lang={language}
          rows={10}
          isReadOnly
        />
        <div className={styles['section']}>
          <h3 className={shared['subheading']}>{text('publications.asPrinted')}</h3>
          <RedactedText body={body} language={language} removals={removals} />
        </div>
      </div>
      <div className={styles['tools']}>
        <Select
          label={text('publications.category')}
          value={category}
          options={optionsOf(redactionWords, text)}
          onChange={setCategory}
        />
        <CommandButton words="publications.removeHere" onPress={() => remove(false)} />
        <CommandButton words="publications.removeEverywhere" onPress={() => remove(true)} />
      </div>
      {removals.length > 0 && (
        <ul aria-label={text('publications.removed')} className={shared['row2']}>
          {removals.map((removal) => (
            <li key={`${removal.start}-${removal.end}`} className={styles['removal']}>
              <span lang={language}>{body.slice(removal.start, removal.end)}</span>
              <span className={shared['quiet']}>{text(redactionWords[removal.category])}</span>
              <CommandIconButton
                size="small"
                words="publications.putBack"
                values={{ words: body.slice(removal.start, removal.end) }}
                onPress={() => onChange(removals.filter((one) => one !== removal))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
