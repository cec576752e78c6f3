import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import type { Option } from '../../ui/select.tsx'
import { Chip } from '../../ui/tag.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { changedWords, comparedParts } from '../../versions/changed-words.ts'
import type { ComparedPart } from '../../versions/changed-words.ts'
import type { VersionContent } from '../../versions/field.ts'
import { isDecided, mayBeBoth, mayBeByHand, mergedValue } from '../../versions/three-way.ts'
import type { MergeChoice, MergeField } from '../../versions/three-way.ts'
import type { ValueWords } from '../../versions/value-words.ts'
import { VersionBox } from '../../versions/version-box.tsx'
import { PartsOfSide, SideBox, WholeSide } from './side-box.tsx'
import type { MergeNames } from './side-names.ts'
import shared from '../../ui/shared.module.css'
import styles from './merge.module.css'

const valueOf = (choice: MergeChoice | null): string => {
  if (choice === null || choice.kind === 'parts') return ''
  return choice.kind === 'side' ? `side ${choice.at}` : choice.kind
}

/** The language of a text is that of its version. */
const languageOf = (content: VersionContent | null): string | undefined =>
  typeof content?.['language'] === 'string' ? content['language'] : undefined

/** A text with the chosen version of each difference; the first where none is chosen. */
const withPicks = (
  parts: readonly ComparedPart[],
  picks: readonly (number | null)[],
  right: number,
): string => {
  let at = -1
  return parts
    .map((part) => {
      if (!part.isSame) at += 1
      return !part.isSame && picks[at] === right ? part.right : part.left
    })
    .join('')
}

/** Lines that show most of a text of this many characters, within bounds. */
const rowsFor = (characters: number): number => Math.min(12, 3 + Math.floor(characters / 90))

type FieldRow = {
  readonly merging: MergeField
  readonly base: VersionContent | null
  readonly sides: readonly VersionContent[]
  readonly words: ValueWords
  readonly names: MergeNames
  readonly originOf: (at: number) => string
}

/** A field that one version alone changed: taken as it is, beside what was there before. */
export const TakenField = ({
  merging: { field, changedBy },
  base,
  sides,
  words,
  names,
  originOf,
}: FieldRow): ReactElement => {
  const text = useText()
  const [at = 0] = changedBy
  const side = sides[at]
  const changed = useMemo(
    () =>
      changedWords(
        base === null ? '' : field.say(base, words).join('\n'),
        field.say(side ?? {}, words).join('\n'),
      ),
    [base, field, side, words],
  )
  const label = text(field.label)
  return (
    <section className={styles['field']} aria-label={label}>
      <h2 className={shared['subheading']}>{label}</h2>
      <div className={styles['sides']}>
        <VersionBox
          name={text('merge.was')}
          lang={languageOf(base)}
          shows="gone"
          stretches={changed.left}
        />
        <VersionBox
          name={`${names.of(at)}, ${originOf(at)}`}
          lang={languageOf(side ?? null)}
          stretches={changed.right}
        />
      </div>
    </section>
  )
}

/** A field that versions changed apart: the differences of each, and the result below. */
export const OpenField = ({
  merging,
  base,
  sides,
  words,
  names,
  originOf,
  choice,
  isFixed,
  onChoose,
}: FieldRow & {
  readonly choice: MergeChoice | null
  /** The merge is being saved: text typed now would be in no version. */
  readonly isFixed: boolean
  readonly onChoose: (choice: MergeChoice) => void
}): ReactElement => {
  const text = useText()
  const { field } = merging
  const label = text(field.label)
  const question = text('merge.choose', { field: label })
  const isText = mayBeByHand(field)
  const shown = useMemo(() => names.mineFirst(merging.changedBy), [names, merging.changedBy])
  const [left = 0, right = 0] = shown
  const rawOf = (at: number): string => {
    const value = sides[at]?.[field.id]
    return typeof value === 'string' ? value : ''
  }
  const [leftWords, rightWords] = [rawOf(left), rawOf(right)]
  const isPair = isText && shown.length === 2
  const parts = useMemo(
    () => (isPair ? comparedParts(leftWords, rightWords) : []),
    [isPair, leftWords, rightWords],
  )
  const wholes = useMemo(() => {
    if (isPair) return []
    const said = (content: VersionContent): string => field.say(content, words).join('\n')
    const before = base === null ? null : said(base)
    const all = shown.map((at) => said(sides[at] ?? {}))
    // Two versions are compared with each other, more than two with the base.
    return all.map((one, n) => {
      const against = all.length === 2 ? all[1 - n] : (before ?? all[0])
      return changedWords(against ?? '', one).right
    })
  }, [isPair, base, field, shown, sides, words])
  const differences = useMemo(() => parts.filter(({ isSame }) => !isSame).length, [parts])
  const picks: readonly (number | null)[] =
    choice?.kind === 'parts'
      ? choice.picks
      : Array.from({ length: differences }, () => (choice?.kind === 'side' ? choice.at : null))
  // What was typed comes back with the choice to edit, until the view is left.
  const [typed, setTyped] = useState<string | null>(null)
  const choose = (next: MergeChoice): void => {
    if (choice?.kind === 'hand' && next.kind !== 'hand') setTyped(choice.words)
    onChoose(next)
  }
  const pick = (at: number, side: number): void => {
    const next = picks.map((one, i) => (i === at ? side : one))
    choose(
      next.every((one) => one === side)
        ? { kind: 'side', at: side }
        : { kind: 'parts', picks: next, words: withPicks(parts, next, right) },
    )
  }
  const result = mergedValue(merging, choice ?? undefined, sides)
  const resultWords = (): string => {
    if (choice?.kind === 'parts') return choice.words
    const value = result?.[field.id]
    return typeof value === 'string' ? value : leftWords
  }
  const take = (value: string): void => {
    if (value === 'both') choose({ kind: 'both' })
    else if (value === 'hand') choose({ kind: 'hand', words: typed ?? resultWords() })
    else choose({ kind: 'side', at: Number(value.slice('side '.length)) })
  }
  const decided = isDecided(choice ?? undefined)
  const pickedCount = picks.filter((one) => one !== null).length
  const options: Option<string>[] = [
    ...shown.map((at) => ({ value: `side ${at}`, label: names.of(at) })),
    ...(mayBeBoth(field) ? [{ value: 'both', label: text('merge.takeBoth') }] : []),
    ...(isText ? [{ value: 'hand', label: text('merge.takeByHand') }] : []),
  ]
  return (
    <section className={styles['field']} aria-label={label}>
      <header className={styles['head']}>
        <h2 className={shared['heading']}>{question}</h2>
        <Chip tone={decided ? 'accent' : 'warn'} {...(decided ? { icon: 'check' } : {})}>
          {choice?.kind === 'parts' && !decided
            ? text('merge.partly', { done: pickedCount, all: differences })
            : text(decided ? 'merge.chosen' : 'merge.open')}
        </Chip>
      </header>
      <div className={styles['sides']}>
        {!isPair && shown.length > 2 && base !== null && (
          <VersionBox
            name={text('merge.was')}
            lang={languageOf(base)}
            stretches={[{ words: field.say(base, words).join('\n'), isChanged: false }]}
          />
        )}
        {shown.map((at, n) => (
          <SideBox
            key={at}
            name={names.of(at)}
            origin={originOf(at)}
            isMine={names.isMine(at)}
            lang={languageOf(sides[at] ?? null)}
          >
            {isPair ? (
              <PartsOfSide
                parts={parts}
                side={at === left ? 'left' : 'right'}
                isTaken={(part) => picks[part] === at}
                name={names.of(at)}
                isFixed={isFixed}
                onTake={(part) => pick(part, at)}
              />
            ) : (
              <WholeSide
                stretches={wholes[n] ?? []}
                name={names.of(at)}
                isTaken={choice?.kind === 'side' && choice.at === at}
                isFixed={isFixed}
                onTake={() => choose({ kind: 'side', at })}
              />
            )}
          </SideBox>
        ))}
      </div>
      <RadioGroup
        label={question}
        hideLabel
        layout="row"
        value={valueOf(choice)}
        options={options}
        isDisabled={isFixed}
        onChange={take}
      />
      {isText ? (
        <TextArea
          label={text('merge.hand')}
          {...(decided
            ? {}
            : { description: text('merge.undecidedParts', { name: names.of(left) }) })}
          rows={field.form === 'line' ? 1 : rowsFor(Math.max(leftWords.length, rightWords.length))}
          value={choice?.kind === 'hand' ? choice.words : resultWords()}
          isReadOnly={isFixed}
          onChange={(value) =>
            choose({
              kind: 'hand',
              words: field.form === 'line' ? value.replaceAll(/[\r\n]+/g, ' ') : value,
            })
          }
        />
      ) : (
        result !== null && (
          <VersionBox
            name={text('merge.hand')}
            lang={undefined}
            stretches={[
              {
                words: field.say({ ...sides[left], ...result }, words).join('\n'),
                isChanged: false,
              },
            ]}
          />
        )
      )}
    </section>
  )
}
