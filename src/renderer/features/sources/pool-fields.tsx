import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { WholeNumberField } from '../../records/whole-number-field.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import form from '../../records/record-form.module.css'

export type PoolDraft = {
  readonly low: number | null
  readonly high: number | null
  readonly basis: string
}

/**
 * The pool if it can be saved; null while incomplete. An estimate without a basis is incomplete.
 */
export const poolOf = ({
  low,
  high,
  basis,
}: PoolDraft): { low: number; high: number; basis: string } | null =>
  low === null || high === null || high < low || basis.trim() === ''
    ? null
    : { low, high, basis: basis.trim() }

/**
 * The lowest and highest number of people, with the basis.
 *
 * @param error a fault of the lowest number, other than not being a number.
 */
export const PoolFields = ({
  pool,
  tried,
  error,
  onChange,
}: {
  readonly pool: PoolDraft
  readonly error?: string | undefined
  readonly tried: boolean
  readonly onChange: (pool: PoolDraft) => void
}): ReactElement => {
  const text = useText()
  const { low, high, basis } = pool
  const missing = (value: number | null): string | undefined =>
    tried && value === null ? text('attributions.poolBad') : undefined
  const turned = low !== null && high !== null && high < low
  return (
    <>
      <div className={form['pair']}>
        <WholeNumberField
          label={text('attributions.poolLow')}
          isRequired
          description={text('attributions.poolHint')}
          value={low}
          bad={text('attributions.poolBad')}
          error={error ?? missing(low)}
          onChange={(next) => onChange({ ...pool, low: next })}
        />
        <WholeNumberField
          label={text('attributions.poolHigh')}
          isRequired
          value={high}
          bad={text('attributions.poolBad')}
          error={turned ? text('attributions.poolTurned') : missing(high)}
          onChange={(next) => onChange({ ...pool, high: next })}
        />
      </div>
      <TextArea
        label={text('attributions.basis')}
        isRequired
        value={basis}
        maxLength={limits.reason}
        rows={2}
        error={tried && basis.trim() === '' ? text('attributions.basisNeeded') : undefined}
        onChange={(next) => onChange({ ...pool, basis: next })}
      />
    </>
  )
}
