import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { OpenIdentityKey } from '../secrets/open-identity-key.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { ChecklistLine } from './checklist-line.tsx'
import { NameExceptionDialog } from './name-exception-dialog.tsx'
import { OverrideDialog } from './override-dialog.tsx'
import { useFix } from './use-fix.ts'
import type { FormPart } from './use-fix.ts'
import { useLineKeys } from './use-line-keys.ts'
import { aboutOf, canOverride, isFinding, kindWord, sentenceOf } from './words.ts'
import type { ReviewListItem } from './words.ts'
import { worstFirst } from './worst-first.ts'
import styles from './checklist.module.css'

/** More lines than this are shown on request: a review of 1,000 reports has many thousands. */
const step = 50

/** What is in order, in one folded line. */
const FineLines = ({ items }: { readonly items: readonly ReviewListItem[] }): ReactElement => {
  const text = useText()
  return (
    <Disclosure headClassName={styles['fine']} head={text('review.fine', { count: items.length })}>
      <ul className={styles['fineLines']}>
        {items.map((item) => (
          <li key={item.item} data-state={item.state}>
            <span data-where>
              {text(kindWord(item))}: {item.name === '' ? aboutOf(item) : item.name}
            </span>
            {' · '}
            {sentenceOf(item, text)}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/**
 * The issues found before something leaves, in one list, the worst first: each with the way to fix
 * it, then the way to allow it. After an override with its reason, the focus moves to the next
 * issue.
 */
export const Checklist = ({
  items,
  isReadOnly,
  canKeepBack = false,
  isTextRedacted = false,
  leaveOutOf,
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
  /** Leaves out the reports that an issue affects; null: there are none. */
  readonly leaveOutOf?: (item: ReviewListItem) => (() => void) | null
  /** Opens the form of what is reviewed, at that part if it is a publication. */
  readonly onFixHere: (part: FormPart) => void
  readonly onOverride: (items: readonly ReviewListItem[], reason: string) => Promise<unknown>
  /** Was it overridden here, so that it can be taken back here? */
  readonly takesBack: (item: ReviewListItem) => boolean
  readonly onTakeBack: (item: ReviewListItem) => void
}): ReactElement => {
  const text = useText()
  const [asked, setAsked] = useState<readonly ReviewListItem[] | null>(null)
  const [named, setNamed] = useState<ReviewListItem | null>(null)
  const [isOpeningKey, setOpeningKey] = useState(false)
  const [limit, setLimit] = useState(step)
  const frame = useRef<HTMLElement>(null)
  const overriding = useRef<readonly string[] | null>(null)
  useLineKeys(frame)
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

  const listed = worstFirst(items.filter(({ state }) => state !== 'ok'))
  const fine = items.filter(({ state }) => state === 'ok')
  const blocking = listed.filter(({ state }) => state === 'blocks')
  const shown = listed.slice(0, limit)
  const rest = listed.length - shown.length
  const overridden = items.filter(({ state }) => state === 'overridden').length
  const looks = listed.filter(({ state }) => state === 'warns').length
  const findings = items.filter(isFinding)
  const actions = {
    isReadOnly,
    fixOf: useFix({
      here: onFixHere,
      isText: isTextRedacted,
      openKey: () => setOpeningKey(true),
      leaveOutOf: leaveOutOf ?? null,
    }),
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
      {blocking.length > 0 ? (
        <Banner tone="danger" title={text('review.stops', { count: blocking.length })}>
          <p>
            {text(
              !blocking.some(canOverride)
                ? 'review.whatToDoFixed'
                : canKeepBack
                  ? 'review.whatToDoKeep'
                  : 'review.whatToDo',
            )}
          </p>
        </Banner>
      ) : (
        // Green would tell a quick reader that all is well, and that names were checked too.
        <Banner
          tone={looks > 0 ? 'warn' : 'done'}
          title={looks > 0 ? text('review.clearLook', { count: looks }) : text('review.clear')}
        >
          {overridden > 0 && <p>{text('review.clearOverridden', { count: overridden })}</p>}
        </Banner>
      )}
      {listed.length > 0 && (
        <ol className={styles['lines']}>
          {shown.map((item) => (
            <ChecklistLine
              key={item.item}
              item={item}
              position={
                item.state === 'blocks'
                  ? text('review.place', {
                      at: blocking.indexOf(item) + 1,
                      count: blocking.length,
                    })
                  : null
              }
              actions={actions}
            />
          ))}
        </ol>
      )}
      {rest > 0 && (
        <div data-more>
          <Button size="small" variant="quiet" onPress={() => setLimit(limit + step)}>
            {text('review.more', { count: Math.min(step, rest) })}
          </Button>
        </div>
      )}
      {fine.length > 0 && <FineLines items={fine} />}
      {findings.length > 1 && (
        <div>
          <CommandButton
            words="review.overrideFindings"
            values={{ count: findings.length }}
            size="small"
            variant="quiet"
            isDisabled={isReadOnly}
            onPress={() => setAsked(findings)}
          />
        </div>
      )}
      <OpenIdentityKey isOpen={isOpeningKey} onClose={() => setOpeningKey(false)} />
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
