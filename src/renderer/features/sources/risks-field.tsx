import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { optionsOf } from '../../records/options.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { EntriesField } from './entries-field.tsx'
import { riskLevelWords, riskWhoWords } from '../../records/protection-words.ts'
import type { Risk } from '../../records/protection-words.ts'
import shared from '../../ui/shared.module.css'

const blank = (): Risk => ({ who: 'source', level: 'medium', note: '' })

/** People at risk: the source and people around it, by role and never by name. */
export const RisksField = ({
  risks,
  onChange,
}: {
  readonly risks: readonly Risk[]
  readonly onChange: (risks: Risk[]) => void
}): ReactElement => {
  const text = useText()
  return (
    <EntriesField
      label={text('sources.risks')}
      hint={text('sources.risksHint')}
      items={risks}
      max={limits.risks}
      add="sources.addRisk"
      entryLabel={(index) => text('sources.risk', { index })}
      removeLabel={(index) => text('sources.removeRisk', { index })}
      onAdd={blank}
      onChange={onChange}
    >
      {(risk, change) => (
        <>
          <div className={shared['pair']}>
            <Select
              label={text('sources.riskWho')}
              value={risk.who}
              options={optionsOf(riskWhoWords, text)}
              onChange={(who) => change({ who })}
            />
            <Select
              label={text('sources.riskLevel')}
              value={risk.level}
              options={optionsOf(riskLevelWords, text)}
              onChange={(level) => change({ level })}
            />
          </div>
          <TextField
            label={text('sources.riskNote')}
            value={risk.note}
            maxLength={limits.reason}
            onChange={(note) => change({ note })}
          />
        </>
      )}
    </EntriesField>
  )
}
