import type { ReactElement } from 'react'
import type { JournalLine } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import type { FoldedLine } from './fold-lines.ts'
import { useSubjectName } from './use-subject-name.ts'
import styles from './record.module.css'

const icons = {
  'vault.created': 'plus',
  'vault.passphrase': 'key',
  'vault.recovery': 'key',
  'vault.settings': 'settings',
  'vault.pools': 'settings',
  'vault.four-eyes': 'settings',
  'vault.verified': 'shield',
  'vault.backup': 'export',
  'vault.backup-tested': 'shield',
  'vault.backup-failed': 'alert',
  'vault.restored': 'undo',
  'record.saved': 'edit',
  'record.filed': 'filed',
  'record.removed': 'trash',
  'record.restored': 'undo',
  'record.purged': 'trash',
  'record.exported': 'export',
  'record.imported': 'import',
  'record.published': 'globe',
  'identity.keys': 'key',
  'identity.opened': 'unlock',
  'reviewer.added': 'person',
  'reviewer.removed': 'person',
  'reviewer.passphrase': 'key',
  'lint.overridden': 'alert',
  'review.overridden': 'alert',
  'review.cosigned': 'check',
} as const satisfies Record<JournalLine['kind'], IconName>

/** One act, or a run of saves, and what it was done to. */
export const RecordRow = ({
  row: { line, count },
  isSelected,
  onPress,
}: {
  readonly row: FoldedLine
  readonly isSelected: boolean
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const name = useSubjectName(line)
  return (
    <ListRow
      title={
        <span className={styles['act']}>
          <Icon name={icons[line.kind]} size={16} />
          {count > 1 ? text('record.savedTimes', { count }) : text(`record.kind.${line.kind}`)}
        </span>
      }
      end={format.number(line.seq)}
      facts={
        <>
          <span>{text(`record.subject.${line.subjectKind}`)}</span>
          {name !== null && <span className={styles['name']}>{name}</span>}
          <span>{line.time === null ? format.day(line.day) : format.time(line.time)}</span>
        </>
      }
      isSelected={isSelected}
      onPress={onPress}
    />
  )
}
