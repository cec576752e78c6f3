import type { ReactElement } from 'react'
import type { In } from '../../../shared/contract.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { ReportChoice } from './report-choice.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

export type What = {
  readonly kind: 'case' | 'reports'
  readonly caseId: string
  readonly reportIds: ReadonlySet<string>
}

export const choiceOf = (what: What): In<'exports.prepare'>['choice'] =>
  what.kind === 'case'
    ? { kind: 'case', caseId: what.caseId }
    : { kind: 'reports', reportIds: [...what.reportIds] }

/** A case, or the reports selected before. */
export const whatFrom = (reportIds: readonly string[]): What => ({
  kind: reportIds.length === 0 ? 'case' : 'reports',
  caseId: '',
  reportIds: new Set(reportIds),
})

/** Form key of a selection: independent of the order of the reports. */
export const keyOf = (reportIds: readonly string[]): string => [...reportIds].sort().join(' ')

/** Selects a whole case, or individual reports. */
export const StepWhat = ({
  value,
  onChange,
  onNext,
  onCancel,
}: {
  readonly value: What
  readonly onChange: (value: What) => void
  readonly onNext: () => void
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  const { cases } = useCases()
  const caseId = value.caseId === '' ? (cases[0]?.id ?? '') : value.caseId
  const ready = value.kind === 'case' ? caseId !== '' : value.reportIds.size > 0
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        onChange({ ...value, caseId })
        onNext()
      }}
    >
      <h2 className={styles['title']}>{text('exchange.whatTitle')}</h2>
      <RadioGroup
        label={text('exchange.whatTitle')}
        hideLabel
        value={value.kind}
        options={[
          { value: 'case', label: text('exchange.whatCase') },
          { value: 'reports', label: text('exchange.whatReports') },
        ]}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      {value.kind === 'reports' ? (
        <ReportChoice
          chosen={value.reportIds}
          onChange={(reportIds) => onChange({ ...value, reportIds })}
        />
      ) : cases.length === 0 ? (
        <p className={shared['quiet']}>{text('exchange.noCases')}</p>
      ) : (
        <Select
          label={text('exchange.chooseCase')}
          value={caseId}
          options={cases.map((item) => ({
            value: item.id as string,
            label: item.content.title,
            description: text('reports.count', { count: item.reports }),
          }))}
          onChange={(id) => onChange({ ...value, caseId: id })}
        />
      )}
      <DialogActions
        out={<CommandButton words="common.cancel" onPress={onCancel} />}
        main={<CommandButton words="exchange.next" variant="primary" isDisabled={!ready} />}
      />
    </form>
  )
}
