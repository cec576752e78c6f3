import type { ReactElement } from 'react'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useTask } from '../../data/use-task.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Section, SettingLine } from './section.tsx'
import styles from './settings.module.css'

/** Reads every record and reports whether it matches the journal. */
export const VerifyVault = (): ReactElement => {
  const text = useText()
  const task = useTask()
  const isReadOnly = useReadOnly()
  const verify = useAction('vault.verify', { onSettled: task.end })
  const result = verify.data
  const begin = (): void => verify.mutate({ task: task.begin() })
  return (
    <Section title={text('settings.integrity')} anchor="integrity">
      <SettingLine title={text('settings.verify')} about={text('settings.verifyText')}>
        {verify.isPending ? (
          <Button onPress={task.cancel}>{text('common.cancel')}</Button>
        ) : (
          <CommandButton words="settings.verifyStart" icon="shield" onPress={begin} />
        )}
      </SettingLine>
      {verify.isPending && <Progress label={text('settings.verifying')} value={task.progress} />}
      <FailureBanner failure={verify.error} />
      {result !== undefined && (
        <>
          <Banner
            tone={result.faults.length === 0 ? 'done' : 'danger'}
            announce
            title={
              result.faults.length === 0
                ? text('settings.verifyFine')
                : text('settings.verifyFaults', { count: result.faults.length })
            }
          >
            <p>
              {text('settings.verifyCounts', {
                records: result.records,
                lines: result.journalLines,
              })}
            </p>
            {result.faults.length > 0 && (
              <>
                <ul className={styles['faults']}>
                  {result.faults.map((fault) => (
                    <li key={`${fault.subject}-${fault.what}`}>
                      <code>{fault.subject.slice(0, 8)}</code>{' '}
                      {text(`settings.fault.${fault.what}`)}
                    </li>
                  ))}
                </ul>
                <p>{text('settings.verifyFaultsText')}</p>
              </>
            )}
          </Banner>
          {isReadOnly && <p>{text('settings.verifyIndexUnchecked')}</p>}
          {!result.searchIndexHolds && <Banner tone="warn">{text('settings.verifyIndex')}</Banner>}
        </>
      )}
    </Section>
  )
}
