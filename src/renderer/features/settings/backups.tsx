import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useChangeSettings } from '../../data/change-settings.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { MakeBackup } from './make-backup.tsx'
import { Section, SettingField, SettingLine } from './section.tsx'
import { ReEncryptBackup } from './re-encrypt-backup.tsx'
import { TestBackup } from './test-backup.tsx'
import shared from '../../ui/shared.module.css'
import people from './people.module.css'

type Row = Out<'backups.list'>['backups'][number]

const reminders = [0, 7, 30] as const
/** Older backups are in the journal. */
const shown = 5

const BackupRow = ({ row }: { readonly row: Row }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const to = row.to.map((one) => (one === 'scrypt' ? text('backup.toPassphrase') : one)).join(', ')
  return (
    <li className={people['row']}>
      <div className={people['words']}>
        <p>{text('backup.row', { day: format.day(row.day), size: format.bytes(row.bytes) })}</p>
        <p className={shared['quiet']}>{text('backup.to', { to })}</p>
        <p className={shared['quiet']}>
          {row.tested === null
            ? text('backup.untested')
            : text(row.held === true ? 'backup.testedFine' : 'backup.testedBad', {
                day: format.day(row.tested),
              })}
        </p>
      </div>
    </li>
  )
}

/** Backups of the whole vault: the last ones, making one, testing one, and the reminder. */
export const Backups = ({
  settings,
  isDisabled,
}: {
  readonly settings: Settings
  readonly isDisabled: boolean
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { data, error } = useVaultQuery('backups.list', {})
  const [open, setOpen] = useState<'make' | 'test' | 'anew' | null>(null)
  const close = (): void => setOpen(null)
  const save = useChangeSettings()
  const [last] = data?.backups ?? []
  useCommands({
    'backup.test': () => setOpen('test'),
    'backup.make': !isDisabled && (() => setOpen('make')),
    'palette.sealBackup': !isDisabled && (() => setOpen('anew')),
  })
  return (
    <Section title={text('backup.title')} anchor="backup" about={text('backup.intro')}>
      <FailureBanner failure={error ?? save.error} />
      {data !== undefined && (
        <SettingLine
          title={
            last === undefined
              ? text('backup.none')
              : text('backup.last', { day: format.day(last.day) })
          }
          about={text('backup.makeAbout')}
        >
          <Button icon="export" isDisabled={isDisabled} onPress={() => setOpen('make')}>
            {text('backup.make')}
          </Button>
        </SettingLine>
      )}
      <SettingLine title={text('backup.testTitle')} about={text('backup.testAbout')}>
        <Button icon="shield" onPress={() => setOpen('test')}>
          {text('backup.test')}
        </Button>
      </SettingLine>
      <SettingLine title={text('backup.sealAnewTitle')} about={text('backup.sealAnewAbout')}>
        <Button icon="key" isDisabled={isDisabled} onPress={() => setOpen('anew')}>
          {text('backup.sealAnew')}
        </Button>
      </SettingLine>
      <SettingField>
        <Select
          label={text('backup.remind')}
          value={String(settings.backupReminderDays)}
          isDisabled={isDisabled}
          onChange={(days) => {
            const backupReminderDays = reminders.find((each) => String(each) === days) ?? 0
            save.mutate({ backupReminderDays })
          }}
          options={reminders.map((days) => ({
            value: String(days),
            label: days === 0 ? text('backup.remindNever') : text('backup.remindDays', { days }),
          }))}
        />
      </SettingField>
      {data !== undefined && data.backups.length > 0 && (
        <div className={people['recipients']}>
          <h3 className={people['heading']}>{text('backup.made')}</h3>
          <ul className={shared['stack2']}>
            {data.backups.slice(0, shown).map((row) => (
              <BackupRow key={row.backupId} row={row} />
            ))}
          </ul>
        </div>
      )}
      <MakeBackup isOpen={open === 'make'} onClose={close} />
      <ReEncryptBackup isOpen={open === 'anew'} onClose={close} />
      <TestBackup isOpen={open === 'test'} onClose={close} />
    </Section>
  )
}
