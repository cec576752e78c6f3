import { useId } from 'react'
import type { ReactElement } from 'react'
import { familyWords } from '../editor/lint-words.ts'
import { useText } from '../i18n/use-text.ts'
import { formKind, useFormDraft } from '../data/form-store.tsx'
import { limits } from '../records/limits.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { aboutOf, kindWord, sentenceOf } from './words.ts'
import type { ReviewListItem } from './words.ts'
import shared from '../ui/shared.module.css'
import styles from './checklist.module.css'

const passForms = formKind<{ readonly reason: string }>()
const reasonMin = 3
const shownMax = 6

/** Asks for the reason of one or more overrides. The affected words stay visible. */
export const OverrideDialog = ({
  items,
  onOverride,
  onClose,
}: {
  readonly items: readonly ReviewListItem[]
  /** Rejects if the reason could not be saved: the dialog then stays with the typed text. */
  readonly onOverride: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const form = useId()
  const [only] = items.length === 1 ? items : []
  // The reason given in the report is only the default answer.
  const { content, change, forget } = useFormDraft(
    passForms,
    items.map(({ item }) => item).join(' '),
    { reason: only?.reason ?? '' },
  )
  const { reason } = content
  const family = only?.family ?? null
  const isReady = reason.trim().length >= reasonMin
  const shown = items.slice(0, shownMax)
  return (
    <Dialog
      title={text('review.overrideTitle', { count: items.length })}
      isOpen
      onClose={onClose}
      actions={{
        out: (
          <Button
            onPress={() => {
              forget()
              onClose()
            }}
          >
            {text('common.cancel')}
          </Button>
        ),
        main: (
          <Button type="submit" form={form} variant="primary" isDisabled={!isReady}>
            {text('review.overrideNow')}
          </Button>
        ),
      }}
    >
      <ul className={styles['quotes']}>
        {shown.map((item) => (
          <li key={item.item} className={styles['quoteLine']}>
            <span className={shared['secondary']}>{text(kindWord(item))}</span>
            <span className={styles['about']}>{aboutOf(item) ?? sentenceOf(item, text)}</span>
          </li>
        ))}
        {items.length > shown.length && (
          <li className={shared['quiet']}>
            {text('review.andMore', { count: items.length - shown.length })}
          </li>
        )}
      </ul>
      {family !== null && <p className={shared['quiet']}>{text(familyWords[family].why)}</p>}
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          // A form around the checklist would also receive the event.
          event.stopPropagation()
          if (!isReady) return
          onOverride(reason.trim()).then(forget, () => undefined)
        }}
      >
        <TextArea
          label={text('review.reason')}
          isRequired
          description={text('review.reasonHint')}
          value={reason}
          maxLength={limits.reason}
          rows={3}
          autoFocus
          onChange={(next) => change({ reason: next })}
        />
      </form>
    </Dialog>
  )
}
