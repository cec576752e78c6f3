import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import type { Option } from '../../ui/select.tsx'
import { Chip } from '../../ui/tag.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { changedWords } from '../../versions/changed-words.ts'
import type { VersionContent } from '../../versions/field.ts'
import { mayBeBoth, mayBeByHand } from '../../versions/three-way.ts'
import type { MergeChoice, MergeField } from '../../versions/three-way.ts'
import type { ValueWords } from '../../versions/value-words.ts'
import { VersionBox } from '../../versions/version-box.tsx'
import { letterOf } from './side-names.ts'
import shared from '../../ui/shared.module.css'
import styles from './merge.module.css'

const valueOf = (choice: MergeChoice | null): string =>
  choice === null ? '' : choice.kind === 'side' ? `side ${choice.at}` : choice.kind

/** The language of a text is that of its version. */
const languageOf = (content: VersionContent): string | undefined =>
  typeof content['language'] === 'string' ? content['language'] : undefined

/** A field with the value of each version, and the user's choice. */
export const MergeFieldRow = ({
  merging: { field, state, changedBy },
  base,
  sides,
  words,
  choice,
  isFixed,
  onChoose,
}: {
  readonly merging: MergeField
  readonly base: VersionContent | null
  readonly sides: readonly VersionContent[]
  readonly words: ValueWords
  readonly choice: MergeChoice | null
  /** The merge is being saved: text typed now would be in no version. */
  readonly isFixed: boolean
  readonly onChoose: (choice: MergeChoice) => void
}): ReactElement => {
  const text = useText()
  const label = text(field.label)
  const shown = useMemo(() => {
    const said = (content: VersionContent): string => field.say(content, words).join('\n')
    const versions = changedBy.map((at) => ({ at, said: said(sides[at] ?? {}) }))
    const before = base === null ? null : said(base)
    const [first, second] = versions
    // Two versions are compared with each other, more than two with the base.
    return versions.map((version, n) => {
      const isPair = versions.length === 2
      const against = isPair ? (n === 0 ? second : first)?.said : (before ?? first?.said)
      const { left, right } = changedWords(against ?? '', version.said)
      return { at: version.at, before: left, stretches: right }
    })
  }, [base, changedBy, field, sides, words])
  const from = letterOf(changedBy[0] ?? 0)
  const options: Option<string>[] = [
    ...changedBy.map((at) => ({
      value: `side ${at}`,
      label: text('merge.takeVersion', { letter: letterOf(at) }),
    })),
    ...(mayBeBoth(field) ? [{ value: 'both', label: text('merge.takeBoth') }] : []),
    ...(mayBeByHand(field) ? [{ value: 'hand', label: text('merge.takeByHand') }] : []),
  ]
  const begun = (): string => {
    const at = choice?.kind === 'side' ? choice.at : (changedBy[0] ?? 0)
    const value = sides[at]?.[field.id]
    return typeof value === 'string' ? value : ''
  }
  const take = (value: string): void => {
    if (value === 'both') onChoose({ kind: 'both' })
    else if (value === 'hand') onChoose({ kind: 'hand', words: begun() })
    else onChoose({ kind: 'side', at: Number(value.slice('side '.length)) })
  }
  return (
    <section className={styles['field']} aria-label={label}>
      <header className={styles['head']}>
        <h2 className={shared['heading']}>{label}</h2>
        {state === 'taken' ? (
          <Chip tone="info">{text('merge.taken', { letter: from })}</Chip>
        ) : (
          <Chip tone={choice === null ? 'warn' : 'accent'}>
            {text(choice === null ? 'merge.open' : 'merge.chosen')}
          </Chip>
        )}
      </header>
      <div className={styles['sides']}>
        {base !== null && (state === 'taken' || shown.length > 2) && (
          <VersionBox
            name={text('merge.was')}
            lang={languageOf(base)}
            shows="gone"
            stretches={
              shown.length === 1
                ? (shown[0]?.before ?? [])
                : [{ words: field.say(base, words).join('\n'), isChanged: false }]
            }
          />
        )}
        {shown.map(({ at, stretches }) => (
          <VersionBox
            key={at}
            name={text('merge.letter', { letter: letterOf(at) })}
            lang={languageOf(sides[at] ?? {})}
            stretches={stretches}
          />
        ))}
      </div>
      {state === 'open' && (
        <RadioGroup
          label={text('merge.choose', { field: label })}
          layout="row"
          value={valueOf(choice)}
          options={options}
          isDisabled={isFixed}
          onChange={take}
        />
      )}
      {choice?.kind === 'hand' && (
        <TextArea
          label={text('merge.hand')}
          rows={field.form === 'line' ? 2 : 10}
          value={choice.words}
          isReadOnly={isFixed}
          onChange={(value) =>
            onChoose({
              kind: 'hand',
              words: field.form === 'line' ? value.replaceAll(/[\r\n]+/g, ' ') : value,
            })
          }
        />
      )}
    </section>
  )
}
