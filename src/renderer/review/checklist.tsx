import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { Banner } from '../ui/banner.tsx'
import { ChecklistGroup } from './checklist-group.tsx'
import { NameExceptionDialog } from './name-exception-dialog.tsx'
import { OverrideDialog } from './override-dialog.tsx'
import { useFix } from './use-fix.ts'
import { isFinding, kindWord, sentenceOf, states, uncheckedOf } from './words.ts'
import type { ReviewListItem, State } from './words.ts'
import styles from './checklist.module.css'

/**
 * Issues found before an export: blocked ones first, each with the way to fix it, then the way to
 * allow it.
 * After an override with its reason, the focus moves to the next issue.
 */
export const Checklist = ({
  items,
  isReadOnly,
  canKeepBack = false,
  isTextRedacted = false,
  onFixHere,
  onOverride,
  takesBack,
  onTakeBack,
}: {
  readonly items: readonly ReviewListItem[]
  readonly isReadOnly: boolean
  /** Can records be left out of the export? */
  readonly canKeepBack?: boolean
  /** Are words of records redacted in the form of what is reviewed? */
  readonly isTextRedacted?: boolean
  /** Opens the form of what is reviewed. */
  readonly onFixHere: () => void
  readonly onOverride: (items: readonly ReviewListItem[], reason: string) => Promise<unknown>
  /** Was it overridden here, so that it can be taken back here? */
  readonly takesBack: (item: ReviewListItem) => boolean
  readonly onTakeBack: (item: ReviewListItem) => void
}): ReactElement => {
  const text = useText()
  const [asked, setAsked] = useState<readonly ReviewListItem[] | null>(null)
  const [named, setNamed] = useState<ReviewListItem | null>(null)
  const frame = useRef<HTMLElement>(null)
  const overriding = useRef<readonly string[] | null>(null)
  useEffect(() => {
    const names = overriding.current
    if (
      names === null ||
      items.some(({ item, state }) => state === 'blocks' && names.includes(item))
    )
      return
    overriding.current = null
    // The pressed button disappears with its issue: focus the next one.
    const next = frame.current?.querySelector<HTMLElement>('[data-override]') ?? frame.current
    next?.focus()
  })

  const uncheckedNames = uncheckedOf(items)
  // Shown above the list, so not repeated in it.
  const of = (wanted: State): ReviewListItem[] =>
    items.filter((item) => item.state === wanted && item !== uncheckedNames)
  const open = of('blocks').length
  const overridden = of('overridden').length
  const findings = items.filter(isFinding)
  const fixOf = useFix(onFixHere, isTextRedacted)
  const openKey = uncheckedNames === null ? null : fixOf(uncheckedNames)
  const actions = {
    isReadOnly,
    fixOf,
    onOverride: setAsked,
    onNameException: setNamed,
    takesBack,
    onTakeBack,
  }
  return (
    <section
      ref={frame}
      tabIndex={-1}
      className={styles['checklist']}
      aria-label={text('review.title')}
    >
      {uncheckedNames !== null && (
        <Banner
          tone="warn"
          title={text(kindWord(uncheckedNames))}
          actions={
            openKey !== null && <CommandButton words="review.openKey" onPress={openKey.run} />
          }
        >
          <p>{sentenceOf(uncheckedNames, text)}</p>
        </Banner>
      )}
      {open > 0 ? (
        <Banner tone="danger" title={text('review.stops', { count: open })}>
          <p>{text(canKeepBack ? 'review.whatToDoKeep' : 'review.whatToDo')}</p>
        </Banner>
      ) : (
        // Green would tell a quick reader that the names were checked too.
        <Banner tone={uncheckedNames === null ? 'done' : 'info'} title={text('review.clear')}>
          {overridden > 0 && <p>{text('review.clearOverridden', { count: overridden })}</p>}
        </Banner>
      )}
      {states.map((state) => {
        const group = of(state)
        return group.length === 0 ? null : (
          <ChecklistGroup
            key={state}
            state={state}
            items={group}
            startsOpen={state === 'blocks' || (open === 0 && state === 'warns')}
            actions={actions}
          />
        )
      })}
      {findings.length > 1 && (
        <div>
          <CommandButton
            words="review.overrideFindings"
            values={{ count: findings.length }}
            isDisabled={isReadOnly}
            onPress={() => setAsked(findings)}
          />
        </div>
      )}
      {named !== null && (
        <NameExceptionDialog
          item={named}
          onConfirmed={() => {
            overriding.current = [named.item]
            setNamed(null)
          }}
          onClose={() => setNamed(null)}
        />
      )}
      {asked !== null && (
        <OverrideDialog
          items={asked}
          onOverride={(reason) => {
            overriding.current = asked.map(({ item }) => item)
            setAsked(null)
            return onOverride(asked, reason)
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}
