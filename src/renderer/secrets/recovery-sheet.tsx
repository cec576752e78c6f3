import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
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

/**
 * The recovery code, shown once: copied by hand or printed, and confirmed by typing its last group.
 */
export const RecoverySheet = ({
  code,
  vaultName,
  onDone,
}: {
  readonly code: string
  readonly vaultName: string
  readonly onDone: () => void
}): ReactElement => {
  const text = useText()
  const typed = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState(false)
  const [asking, setAsking] = useState(false)
  const print = useAction('app.print', {
    changes: false,
    onSuccess: ({ printed }) => {
      if (printed) setAsking(false)
    },
    onError: () => setAsking(false),
  })
  const groups = code.split('-')

  const confirm = (event: SubmitEvent): void => {
    event.preventDefault()
    if (normal(typed.current?.value ?? '') === groups.at(-1)) onDone()
    else {
      setWrong(true)
      typed.current?.focus()
    }
  }

  return (
    <form className={shared['stack4']} onSubmit={confirm}>
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
      <SecretField
        ref={typed}
        isCode
        name="last-group"
        label={text('unlock.sheetConfirm')}
        error={wrong ? text('unlock.sheetWrong') : undefined}
        onInput={() => setWrong(false)}
      />
      <FailureBanner failure={print.error} />
      <Button type="submit" variant="primary" size="large" wide>
        {text('unlock.sheetDone')}
      </Button>
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
