import { useMemo } from 'react'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { PlainButton } from '../../ui/plain-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ChangedText } from '../../versions/changed-text.tsx'
import type { ChangedStretch, ComparedPart } from '../../versions/changed-words.ts'
import styles from './merge.module.css'

/** Spaces around the words of a difference belong to it, but are not marked. */
const withoutSpaces = (words: string): readonly [before: string, words: string, after: string] => {
  const core = words.trim()
  const start = words.indexOf(core)
  return core === ''
    ? ['', '', '']
    : [words.slice(0, start), core, words.slice(start + core.length)]
}

/** A difference of one version; a press takes it into the result. */
const DifferenceButton = ({
  words,
  name,
  isTaken,
  isFixed,
  onTake,
  children,
}: {
  readonly words: string
  readonly name: string
  readonly isTaken: boolean
  readonly isFixed: boolean
  readonly onTake: () => void
  /** The words with marks in them. */
  readonly children?: ReactNode
}): ReactElement => {
  const text = useText()
  const [before, core, after] = withoutSpaces(words)
  const shown = core === '' ? text(words === '' ? 'merge.none' : 'merge.space') : core
  return (
    <>
      {before}
      <PlainButton
        className={styles['difference']}
        aria-pressed={isTaken}
        aria-label={text('merge.takePart', { words: shown, name })}
        disabled={isFixed}
        onPress={onTake}
      >
        {isTaken && (
          <span className={styles['tick']}>
            <Icon name="check" size={14} />
          </span>
        )}
        {core === '' ? <span className={styles['empty']}>{shown}</span> : (children ?? core)}
      </PlainButton>
      {after}
    </>
  )
}

/** A field as one version has it, in the tint of its side. */
export const SideBox = ({
  name,
  origin,
  isMine,
  lang,
  children,
}: {
  readonly name: string
  readonly origin: string
  readonly isMine: boolean
  readonly lang: string | undefined
  readonly children: ReactNode
}): ReactElement => (
  <figure className={styles['side']} data-side={isMine ? 'mine' : 'theirs'}>
    <figcaption>
      <span className={styles['sideName']}>{name}</span> {origin}
    </figcaption>
    <div
      className={styles['sideWords']}
      lang={lang}
      dir="auto"
      role="group"
      // A scroll container must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={name}
    >
      {children}
    </div>
  </figure>
)

/** For each part, the number of differences before it. */
const numbersOf = (parts: readonly ComparedPart[]): readonly number[] => {
  let count = 0
  return parts.map(({ isSame }) => (isSame ? count : count++))
}

/** The text of one of two versions, with its differences to press. */
export const PartsOfSide = ({
  parts,
  side,
  isTaken,
  name,
  isFixed,
  onTake,
}: {
  readonly parts: readonly ComparedPart[]
  readonly side: 'left' | 'right'
  /** By the number of the difference. */
  readonly isTaken: (at: number) => boolean
  readonly name: string
  readonly isFixed: boolean
  readonly onTake: (at: number) => void
}): ReactElement => {
  const numbers = useMemo(() => numbersOf(parts), [parts])
  return (
    <>
      {parts.map((part, key) => {
        const at = numbers[key] ?? 0
        return part.isSame ? (
          <span key={key}>{part.left}</span>
        ) : (
          <DifferenceButton
            key={key}
            words={part[side]}
            name={name}
            isTaken={isTaken(at)}
            isFixed={isFixed}
            onTake={() => onTake(at)}
          />
        )
      })}
    </>
  )
}

/** A value that can only be taken as a whole; words that other versions do not have are marked. */
export const WholeSide = ({
  stretches,
  ...difference
}: {
  readonly stretches: readonly ChangedStretch[]
} & Omit<ComponentProps<typeof DifferenceButton>, 'words' | 'children'>): ReactElement => (
  <DifferenceButton {...difference} words={stretches.map(({ words }) => words).join('')}>
    <ChangedText stretches={stretches} shows="come" />
  </DifferenceButton>
)
