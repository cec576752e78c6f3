import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { CodeGroups } from './code-groups.tsx'
import shared from '../ui/shared.module.css'
import styles from './recovery-sheet.module.css'

// Crockford's base32 as the vault process reads it: O is 0, I and L are 1.
const normal = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

/** A vault that the window has just made, and shows next. */
export type MadeVault = {
  readonly isEmpty: boolean
  /** Of its recovery code: all that the window keeps of it. */
  readonly lastGroup: string
  /** The user has proved a copy of the code. */
  readonly isConfirmed: boolean
}

/** @returns the last of the groups that dashes separate. */
export const lastGroupOf = (code: string): string => code.slice(code.lastIndexOf('-') + 1)

/** The field in which a copy is proved by the last group of the code, and the check of a form. */
export const useLastGroup = (
  lastGroup: string,
  onProved: () => void,
  autoFocus = false,
): { readonly field: ReactElement; readonly check: (event: SubmitEvent) => void } => {
  const text = useText()
  const typed = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState(false)
  return {
    check: (event) => {
      event.preventDefault()
      if (normal(typed.current?.value ?? '') === lastGroup) onProved()
      else {
        setWrong(true)
        typed.current?.focus()
      }
    },
    field: (
      <SecretField
        ref={typed}
        isCode
        name="last-group"
        label={text('unlock.sheetConfirm')}
        error={wrong ? text('unlock.sheetWrong') : undefined}
        autoFocus={autoFocus}
        onInput={() => setWrong(false)}
      />
    ),
  }
}

/**
 * The recovery code, shown once: copied by hand or printed, and confirmed by typing its last group.
 */
export const RecoverySheet = ({
  code,
  vaultName,
  onDone,
  onLater,
}: {
  readonly code: string
  readonly vaultName: string
  readonly onDone: () => void
  /** Goes on without the proof, for a code that is valid already; absent: cannot be put off. */
  readonly onLater?: () => void
}): ReactElement => {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const print = useAction('app.print', {
    changes: false,
    onSuccess: ({ printed }) => {
      if (printed) setAsking(false)
    },
    onError: () => setAsking(false),
  })
  const groups = code.split('-')
  const lastGroup = useLastGroup(lastGroupOf(code), onDone)

  return (
    <form className={shared['stack4']} onSubmit={lastGroup.check}>
      <div className={styles['paper']} data-print="sheet">
        <p className={styles['name']}>
          {text('unlock.sheetHeading')}
          <span className={styles['vault']}>{text('unlock.sheetFolder', { name: vaultName })}</span>
        </p>
        <CodeGroups groups={groups} />
        <p className={shared['secondary']}>{text('unlock.sheetKeep')}</p>
      </div>
      <div className={styles['line']}>
        <span>{text('unlock.sheetCopy')}</span>
        <Button icon="print" size="small" onPress={() => setAsking(true)}>
          {text('common.print')}
        </Button>
      </div>
      {lastGroup.field}
      <FailureBanner failure={print.error} />
      <DialogActions
        out={
          onLater !== undefined && <Button onPress={onLater}>{text('unlock.sheetLater')}</Button>
        }
        main={
          <Button type="submit" variant="primary">
            {text('unlock.sheetDone')}
          </Button>
        }
      />
      {/* Asks first: a copy in a printer's memory cannot be removed. */}
      <ConfirmDialog
        title={text('unlock.printWarningTitle')}
        confirm={text('unlock.printAnyway')}
        isOpen={asking}
        isPending={print.isPending}
        onConfirm={() => print.mutate({})}
        onClose={() => setAsking(false)}
      >
        <Banner tone="warn">{text('unlock.printWarning')}</Banner>
      </ConfirmDialog>
    </form>
  )
}
