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
import styles from '../../retention/keeping.module.css'

type RetainedRecord = Pick<Out<'keeping.list'>['removed'][number], 'kind' | 'name'>

const Name = ({ record: { kind, name } }: { readonly record: RetainedRecord }): ReactElement => {
  const text = useText()
  return (
    <p>
      {name === '' ? text('palette.untitled') : name}{' '}
      <span className={styles['more']}>{text(`record.subject.${kind}`)}</span>
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
  const { data, error } = useVaultQuery('keeping.list', {})
  const restore = useAction('records.restore')
  const remove = useAction('records.remove')
  return (
    <Section title={text('keeping.settings')} anchor="keeping">
      <p className={shared['quiet']}>{text('keeping.settingsText')}</p>
      {data?.isRewriteOwed === true && (
        <Banner tone="warn" title={text('keeping.owed')}>
          <p>{text('keeping.owedText')}</p>
        </Banner>
      )}
      <FailureBanner failure={error ?? restore.error ?? remove.error} />
      <div className={shared['stack2']}>
        <h3>{text('keeping.removed')}</h3>
        {data?.removed.length === 0 && (
          <p className={styles['more']}>{text('keeping.removedNone')}</p>
        )}
        <ul className={shared['stack3']}>
          {data?.removed.map((record) => (
            <li key={record.subject} className={styles['row']}>
              <div className={styles['words']}>
                <Name record={record} />
                {record.held && <p className={styles['more']}>{text('keeping.comesBack')}</p>}
              </div>
              <CommandButton
                words="keeping.restore"
                spoken="keeping.restoreNamed"
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
        <h3>{text('keeping.said')}</h3>
        {data?.said.length === 0 && <p className={styles['more']}>{text('keeping.saidNone')}</p>}
        <ul className={shared['stack3']}>
          {data?.said.map((record) => (
            <li key={record.subject} className={styles['row']}>
              <div className={styles['words']}>
                <Name record={record} />
                <p className={styles['said']}>
                  {record.due && <Chip tone="danger">{text('keeping.due')}</Chip>}
                  <RetentionChips said={record} />
                </p>
                {record.reason !== '' && <p className={styles['more']}>{record.reason}</p>}
              </div>
              {record.due && (
                <CommandButton
                  words="keeping.remove"
                  spoken="keeping.removeNamed"
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
