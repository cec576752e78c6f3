import { memo, useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { familyWords, mayOverride, severityWords, visibleWords } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Button } from '../../ui/button.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { ReportFinding } from '../../records/report-findings.ts'
import shared from '../../ui/shared.module.css'
import styles from './lint-panel.module.css'

/** Quotes are shortened in the list; the text shows the whole. */
const longestQuote = 120

/** Margin in pixels around a finding that is scrolled to. */
const margin = 8

/** Scrolls only the list: `scrollIntoView` would also scroll the text. */
const scrollTo = (item: HTMLElement): void => {
  const list = item.closest('aside')
  if (list === null) return
  const { top, bottom } = item.getBoundingClientRect()
  const box = list.getBoundingClientRect()
  if (top < box.top) list.scrollTop -= box.top - top + margin
  else if (bottom > box.bottom) list.scrollTop += bottom - box.bottom + margin
}

const shortened = (words: string): string =>
  words.length > longestQuote ? `${words.slice(0, longestQuote).trimEnd()}…` : words

type Props = {
  readonly finding: ReportFinding
  /** Its location, if it is not in the body. */
  readonly place: string | null
  readonly language: string
  readonly isOpen: boolean
  readonly onOpen: (finding: ReportFinding) => void
  readonly onJump: (finding: ReportFinding) => void
  readonly onReplace: (finding: ReportFinding) => void
  readonly onOverride: (finding: ReportFinding) => void
}

/** A finding: kind and words; expanded also the reason and the actions. */
export const LintFinding = memo(
  ({
    finding,
    place,
    language,
    isOpen,
    onOpen,
    onJump,
    onReplace,
    onOverride,
  }: Props): ReactElement => {
    const text = useText()
    const { family, quote, replacement } = finding
    const words = familyWords[family]
    const item = useRef<HTMLLIElement>(null)
    // Not when the list is drawn first: the user goes to no finding then.
    const wasOpen = useRef(isOpen)
    useEffect(() => {
      if (isOpen && !wasOpen.current && item.current !== null) scrollTo(item.current)
      wasOpen.current = isOpen
    }, [isOpen])
    return (
      <li
        ref={item}
        className={styles['finding']}
        data-severity={words.severity}
        data-open={isOpen || undefined}
      >
        <PlainButton
          className={styles['row']}
          aria-expanded={isOpen}
          onPress={() => onOpen(finding)}
        >
          <span className={styles['name']}>
            <span className={styles['sign']} aria-hidden="true" />
            {text(words.name)}
            <VisuallyHidden>{` (${text(severityWords[words.severity])}): `}</VisuallyHidden>
            {place !== null && <span className={styles['place']}>{place}</span>}
          </span>
          <span className={shared['secondary']} lang={language}>
            {shortened(visibleWords(quote))}
          </span>
        </PlainButton>
        {!isOpen && replacement !== null && replacement !== '' && (
          <div className={styles['quick']}>
            <Button
              size="small"
              aria-label={text('lint.replaceWith', { words: visibleWords(replacement) })}
              onPress={() => onReplace(finding)}
            >
              → {shortened(visibleWords(replacement))}
            </Button>
          </div>
        )}
        {isOpen && (
          <div className={styles['open']}>
            <p>{text(words.why)}</p>
            {replacement === null && <p className={styles['advice']}>{text(words.advice)}</p>}
            <div className={styles['actions']}>
              {replacement !== null && (
                <CommandButton
                  words={replacement === '' ? 'lint.takeOut' : 'lint.replaceWith'}
                  values={{ words: shortened(visibleWords(replacement)) }}
                  size="small"
                  variant="primary"
                  onPress={() => onReplace(finding)}
                />
              )}
              <CommandButton words="lint.jump" size="small" onPress={() => onJump(finding)} />
              {mayOverride(family) && (
                <CommandButton
                  words="lint.override"
                  size="small"
                  onPress={() => onOverride(finding)}
                />
              )}
            </div>
          </div>
        )}
      </li>
    )
  },
)
LintFinding.displayName = 'LintFinding'
