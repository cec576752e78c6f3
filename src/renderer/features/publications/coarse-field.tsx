import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './publications.module.css'

/** A value to print, and ways of saying it less exactly than the claim does, one press each. */
export const CoarseField = ({
  label,
  value,
  maxLength,
  offers,
  wordsOf = (offer) => offer,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly offers: readonly string[]
  /** How an offer reads, where it is written in code. */
  readonly wordsOf?: (offer: string) => string
  readonly onChange: (value: string) => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['coarse']}>
      <TextField label={label} value={value} maxLength={maxLength} onChange={onChange} />
      {offers.length > 0 && (
        <div
          role="group"
          aria-label={text('publications.offers', { field: label })}
          className={styles['offers']}
        >
          {offers.map((offer) => (
            <Button key={offer} size="small" onPress={() => onChange(offer)}>
              {wordsOf(offer)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
