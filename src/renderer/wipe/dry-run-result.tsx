import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './wipe.module.css'

export type WipeAction = 'wipe' | 'destroy'

/** Steps of an action in order, with numbers. */
export const DryRunResult = ({
  act,
  inventory,
}: {
  readonly act: WipeAction
  readonly inventory: Out<'wipe.inventory'>
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { records, opens, attachments, identities } = inventory
  const others = records.claim + records.attribution + records.publication
  return (
    <ol className={classNames(styles['list'], styles['steps'])}>
      <li>{text('wipe.step.slots', { count: opens.passphrases + opens.recoveryCodes })}</li>
      <li>
        {text('wipe.step.records', {
          records: records.case + records.report + records.source + others,
          cases: records.case,
          reports: records.report,
          sources: records.source,
          others,
        })}
      </li>
      <li>{text('wipe.step.identities', { count: identities })}</li>
      {inventory.hasIdentityKey && <li>{text('wipe.step.key')}</li>}
      <li>
        {text('wipe.step.files', {
          files: attachments.count,
          size: format.bytes(inventory.bytes),
        })}
      </li>
      <li>{text(`wipe.step.${act}`)}</li>
    </ol>
  )
}
