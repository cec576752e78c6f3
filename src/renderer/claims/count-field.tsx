import type { ReactElement } from 'react'
import type { ClaimContent } from '../../shared/claims.ts'
import { useText } from '../i18n/use-text.ts'
import { optionsOf } from '../records/options.ts'
import { countWords } from '../records/vocabulary.ts'
import { WholeNumberField } from '../records/whole-number-field.tsx'
import { Select } from '../ui/select.tsx'
import styles from '../records/record-form.module.css'

/** A count: one or two numbers and a qualifier; `countOf` says whether it is complete. */
export const CountField = ({
  value,
  tried,
  onChange,
}: {
  readonly value: ClaimContent['count']
  /** The user tried to save it. */
  readonly tried: boolean
  readonly onChange: (count: ClaimContent['count']) => void
}): ReactElement => {
  const text = useText()
  const change = (patch: Partial<ClaimContent['count']>): void => onChange({ ...value, ...patch })
  const { qualifier, low, high } = value
  const missing = (number: number | null): string | undefined =>
    tried && number === null ? text('claims.countBad') : undefined
  const turned = low !== null && high !== null && high < low
  return (
    <div className={styles['pair']}>
      <Select
        label={text('claims.howMany')}
        value={qualifier}
        options={optionsOf(countWords, text)}
        onChange={(next) => change({ qualifier: next })}
      />
      {qualifier === 'between' ? (
        <div className={styles['pair']}>
          <WholeNumberField
            label={text('claims.lowest')}
            value={low}
            bad={text('claims.countBad')}
            error={missing(low)}
            onChange={(next) => change({ low: next })}
          />
          <WholeNumberField
            label={text('claims.highest')}
            value={high}
            bad={text('claims.countBad')}
            error={turned ? text('claims.countTurned') : missing(high)}
            onChange={(next) => change({ high: next })}
          />
        </div>
      ) : (
        qualifier !== 'unknown' && (
          <WholeNumberField
            key="one"
            label={text('claims.low')}
            value={low}
            bad={text('claims.countBad')}
            error={missing(low)}
            onChange={(next) => change({ low: next })}
          />
        )
      )}
    </div>
  )
}
