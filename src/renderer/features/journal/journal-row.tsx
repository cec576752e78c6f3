import type { ReactElement } from 'react'
import type { JournalLine } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { scriptOf } from '../../i18n/languages.ts'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { localDay } from '../../records/whole-day.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { isActOnMany } from './fold-lines.ts'
import type { FoldedLine } from './fold-lines.ts'
import { useSubjectName } from './use-subject-name.ts'
import styles from './journal.module.css'

export const kindIcons = {
  'vault.created': 'plus',
  'vault.access': 'key',
  'vault.settings': 'settings',
  'vault.pools': 'settings',
  'vault.four-eyes': 'settings',
  'vault.verified': 'shield',
  'vault.backup': 'export',
  'vault.backup-tested': 'shield',
  'vault.backup-failed': 'alert',
  'vault.backup-sealed-anew': 'export',
  'vault.restored': 'undo',
  'vault.picture': 'export',
  'record.saved': 'edit',
  'record.filed': 'filed',
  'record.merged': 'branch',
  'record.removed': 'trash',
  'record.restored': 'undo',
  'record.purged': 'trash',
  'notice.kept': 'import',
  'notice.ended': 'check',
  'source.withdrawn': 'alert',
  'source.held-back': 'alert',
  'source.let-go': 'check',
  'record.exported': 'export',
  'record.imported': 'import',
  'import.continued': 'import',
  'import.given-up': 'alert',
  'record.published': 'folder',
  'record.keeping': 'calendar',
  'record.held': 'lock',
  'record.released': 'unlock',
  'record.handed-over': 'export',
  'attachment.saved': 'export',
  'identity.keys': 'key',
  'identity.opened': 'unlock',
  'reviewer.added': 'person',
  'reviewer.verified': 'check',
  'reviewer.removed': 'person',
  'reviewer.passphrase': 'key',
  'lint.overridden': 'alert',
  'review.overridden': 'alert',
  'review.cosigned': 'check',
  'card.issued': 'person',
  'card.received': 'import',
  'contact.added': 'person',
  'contact.changed': 'alert',
  'contact.verified': 'check',
  'contact.revoked': 'person',
  'contact.desk': 'edit',
  'quarantine.kept': 'import',
  'quarantine.ended': 'trash',
  'escrow.made': 'key',
  'escrow.carried': 'export',
  'escrow.ended': 'key',
  'escrow.received': 'import',
  'escrow.opened': 'unlock',
  'escrow.deleted': 'trash',
} as const satisfies Record<JournalLine['kind'], IconName>

const savedWords = {
  vault: 'journal.kind.record.saved',
  case: 'journal.saved.case',
  source: 'journal.saved.source',
  report: 'journal.saved.report',
  claim: 'journal.saved.claim',
  attribution: 'journal.saved.attribution',
  publication: 'journal.saved.publication',
} as const satisfies Record<JournalLine['subjectKind'], MessageKey>

/** The day under which a line is listed: local, as its time is shown; that of the vault without one. */
export const listedDay = ({ time, day }: JournalLine): string =>
  time === null ? day : localDay(new Date(time))

/** An action, a run of saves, or an action on many records, with its subject. */
export const JournalRow = ({
  row,
  isFirstOfDay,
  isSelected,
  tabIndex,
  onPress,
}: {
  readonly row: FoldedLine
  /** The day stands above the row. */
  readonly isFirstOfDay: boolean
  readonly isSelected: boolean
  readonly tabIndex: 0 | -1
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { line, count } = row
  const many = isActOnMany(row)
  const name = useSubjectName(line)
  const isSave = line.kind === 'record.saved'
  const act = text(isSave ? savedWords[line.subjectKind] : `journal.kind.${line.kind}`)
  const day = listedDay(line)
  return (
    <>
      {isFirstOfDay && (
        <h2 className={styles['day']}>
          {day === localDay() ? text('nav.today') : format.day(day)}
        </h2>
      )}
      <ListRow
        title={
          <span className={styles['act']}>
            <Icon name={kindIcons[line.kind]} size={16} />
            {many
              ? text('journal.actOnMany', { act, count })
              : count > 1
                ? text('journal.times', { act, count })
                : act}
          </span>
        }
        {...(line.time === null ? {} : { end: format.clock(line.time) })}
        facts={
          many ? (
            <span className={styles['name']}>{text('journal.openRun')}</span>
          ) : (
            <>
              {(!isSave || name === null) && (
                <span>{text(`journal.subject.${line.subjectKind}`)}</span>
              )}
              {name !== null && (
                <span className={styles['name']} lang={scriptOf(name)}>
                  {name}
                </span>
              )}
            </>
          )
        }
        isSelected={isSelected}
        tabIndex={tabIndex}
        onPress={onPress}
      />
    </>
  )
}
