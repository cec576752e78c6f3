import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { RetentionChips } from '../../retention/retention-words.tsx'
import { CommandButton } from '../../commands/command-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Chip } from '../../ui/tag.tsx'
import { Section } from './section.tsx'
import shared from '../../ui/shared.module.css'
import styles from '../../retention/retention.module.css'

type RetainedRecord = Pick<Out<'retention.list'>['removed'][number], 'kind' | 'name'>

const Name = ({ record: { kind, name } }: { readonly record: RetainedRecord }): ReactElement => {
  const text = useText()
  return (
    <p>
      {name === '' ? text('palette.untitled') : name}{' '}
      <span className={styles['more']}>{text(`journal.subject.${kind}`)}</span>
    </p>
  )
}

/**
 * Records waiting to be erased, due for deletion, or on legal hold: shown before anything is
 * erased.
 */
export const RetentionSection = ({
  isDisabled,
}: {
  readonly isDisabled: boolean
}): ReactElement => {
  const text = useText()
  const { data, error } = useVaultQuery('retention.list', {})
  const restore = useAction('records.restore')
  const remove = useAction('records.remove')
  return (
    <Section
      title={text('retention.settings')}
      anchor="retention"
      about={text('retention.settingsText')}
    >
      {data?.isRewriteOwed === true && (
        <Banner tone="warn" title={text('retention.owed')}>
          <p>{text('retention.owedText')}</p>
        </Banner>
      )}
      <FailureBanner failure={error ?? restore.error ?? remove.error} />
      <div className={shared['stack2']}>
        <h3>{text('retention.removed')}</h3>
        {data?.removed.length === 0 && (
          <p className={styles['more']}>{text('retention.removedNone')}</p>
        )}
        <ul className={shared['stack3']}>
          {data?.removed.map((record) => (
            <li key={record.subject} className={styles['row']}>
              <div className={styles['words']}>
                <Name record={record} />
                {record.held && <p className={styles['more']}>{text('retention.comesBack')}</p>}
              </div>
              <CommandButton
                words="retention.restore"
                spoken="retention.restoreNamed"
                values={{ name: record.name }}
                size="small"
                isDisabled={isDisabled || restore.isPending}
                onPress={() => restore.mutate({ id: record.subject })}
              />
            </li>
          ))}
        </ul>
      </div>
      <div className={shared['stack2']}>
        <h3>{text('retention.said')}</h3>
        {data?.said.length === 0 && <p className={styles['more']}>{text('retention.saidNone')}</p>}
        <ul className={shared['stack3']}>
          {data?.said.map((record) => (
            <li key={record.subject} className={styles['row']}>
              <div className={styles['words']}>
                <Name record={record} />
                <p className={styles['said']}>
                  {record.due && <Chip tone="danger">{text('retention.due')}</Chip>}
                  <RetentionChips said={record} />
                </p>
                {record.reason !== '' && <p className={styles['more']}>{record.reason}</p>}
              </div>
              {record.due && (
                <CommandButton
                  words="retention.remove"
                  spoken="retention.removeNamed"
                  values={{ name: record.name }}
                  size="small"
                  isDisabled={isDisabled || remove.isPending}
                  onPress={() => remove.mutate({ id: record.subject, rev: record.rev })}
                />
              )}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
