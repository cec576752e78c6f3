import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { later } from '../../data/later.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useView } from '../../app/view-state.ts'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './bars.module.css'

/** Shown at the top while the app runs on the evaluation runtime; it cannot be closed. */
export const EvaluationBar = (): ReactElement => {
  const text = useText()
  return (
    <aside aria-label={text('nav.evaluationTitle')} className={styles['evaluation']}>
      <Icon name="alert" size={16} />
      <p>
        <strong>{text('nav.evaluationTitle')}</strong> {text('nav.evaluationText')}
      </p>
    </aside>
  )
}

const RecoveryCheck = later(
  async () => (await import('../../secrets/recovery-check.tsx')).RecoveryCheck,
)

/**
 * The user has not proved a copy of the recovery code yet. It stays until that is done, also over
 * locks: without a code, a forgotten passphrase loses the vault.
 */
export const RecoveryBar = ({
  lastGroup,
  vaultName,
}: {
  /** Of the code that this window has shown; null: the vault was locked since. */
  readonly lastGroup: string | null
  readonly vaultName: string
}): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('settings.get', {})
  const [isOpen, setOpen] = useState(false)
  if (data?.recoveryConfirmed !== false) return null
  const isShown = lastGroup !== null
  return (
    <aside aria-label={text('unlock.unconfirmed')} className={styles['unconfirmed']}>
      <Icon name="key" size={16} />
      <p>
        <strong>{text('unlock.unconfirmed')}</strong>{' '}
        {text(isShown ? 'unlock.unconfirmedText' : 'unlock.unconfirmedLost')}
      </p>
      <Button size="small" onPress={() => setOpen(true)}>
        {text(isShown ? 'unlock.confirm' : 'settings.newRecovery')}
      </Button>
      {isOpen && (
        <RecoveryCheck lastGroup={lastGroup} vaultName={vaultName} onClose={() => setOpen(false)} />
      )}
    </aside>
  )
}

/** A backup is due. It can be put off until the next unlock. */
export const BackupBar = (): ReactElement | null => {
  const text = useText()
  const showSection = useSettingsSection()
  const { data } = useVaultQuery('backups.list', {})
  const [isPutOff, setPutOff] = useState(false)
  if (data?.due !== true || isPutOff) return null
  return (
    <aside aria-label={text('backup.due')} className={styles['backup']}>
      <Icon name="export" size={16} />
      <p>
        <strong>{text('backup.due')}</strong> {text('backup.dueText')}
      </p>
      <Button size="small" onPress={() => showSection('backup')}>
        {text('backup.toSettings')}
      </Button>
      <Button size="small" variant="quiet" onPress={() => setPutOff(true)}>
        {text('backup.later')}
      </Button>
    </aside>
  )
}

/** Asks before the rest of a damaged import is given up: what is kept, what is lost, what to do next. */
const GiveUpImport = (): ReactElement => {
  const text = useText()
  const giveUp = useAction('imports.giveUp')
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <FailureBanner failure={giveUp.error} />
      <Button size="small" onPress={() => setAsked(true)} isPending={giveUp.isPending}>
        {text('nav.giveUpImport')}
      </Button>
      <ConfirmDialog
        title={text('nav.giveUpImportTitle')}
        confirm={text('nav.giveUpImportNow')}
        danger
        isOpen={isAsked}
        onConfirm={() => {
          giveUp.mutate({})
          setAsked(false)
        }}
        onClose={() => setAsked(false)}
      >
        <p>{text('nav.giveUpImportKept')}</p>
        <p>{text('nav.giveUpImportLost')}</p>
        <p>{text('nav.giveUpImportNext')}</p>
      </ConfirmDialog>
    </>
  )
}

/** An import is decided, and some of its records are not here yet, or could not be added. */
export const UnfinishedImportBar = ({
  isReadOnly,
}: {
  readonly isReadOnly: boolean
}): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('imports.unfinished', {})
  if (data === undefined || (!data.isUnfinished && data.refusedLater === 0)) return null
  const { isUnfinished, isDamaged, refusedLater } = data
  const title = isUnfinished
    ? text('nav.unfinishedImport')
    : text('nav.refusedLater', { count: refusedLater })
  const unfinished = isReadOnly
    ? 'nav.unfinishedImportReadOnly'
    : isDamaged
      ? 'nav.damagedImportText'
      : 'nav.unfinishedImportText'
  return (
    <aside aria-label={title} className={styles['backup']}>
      <Icon name="import" size={16} />
      <p>
        <strong>{title}</strong> {text(isUnfinished ? unfinished : 'nav.refusedLaterText')}
      </p>
      {isDamaged && !isReadOnly && <GiveUpImport />}
    </aside>
  )
}

/** The user came here from a review, to fix an issue. */
export const FixingBar = (): ReactElement | null => {
  const text = useText()
  const { view, go, endFix } = useView()
  if (view.fixing === null) return null
  const { from } = view.fixing
  return (
    <aside aria-label={text('nav.fixing')} className={styles['fixing']}>
      <Icon name="edit" size={16} />
      <p>
        <strong>{text('nav.fixing')}</strong> {text('nav.fixingText')}
      </p>
      <Button size="small" variant="primary" onPress={() => go(from)}>
        {text('nav.backToReview')}
      </Button>
      <Button size="small" variant="quiet" onPress={endFix}>
        {text('nav.stayHere')}
      </Button>
    </aside>
  )
}

/** Says that the vault is open read only, and why. */
export const RescueBar = ({
  reason,
}: {
  readonly reason: Out<'vault.status'>['reason']
}): ReactElement => {
  const text = useText()
  const showSection = useSettingsSection()
  return (
    <div role="alert" className={styles['rescue']}>
      <Icon name="lock" size={16} />
      <p>
        <strong>{text('nav.rescueTitle')}</strong> {text(`nav.rescue.${reason ?? 'damaged'}`)}
      </p>
      <Button size="small" onPress={() => showSection('integrity')}>
        {text('nav.rescueVerify')}
      </Button>
    </div>
  )
}
