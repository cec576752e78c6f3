import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { optionsOf } from '../records/options.ts'
import { precisionWords } from '../records/vocabulary.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { PlaceText } from './place-text.tsx'
import type { PlaceEntry } from './place.ts'
import { coarserEntry } from './resolve.ts'
import { useGazetteer } from './use-gazetteer.ts'
import { usePlaceWords } from './use-place-words.ts'
import styles from './place-field.module.css'

type Change = (place: PlaceEntry) => void

/**
 * Goes to the containing place, if the gazetteer knows this one: sets text and precision together.
 */
const MakeCoarser = ({
  value,
  onChange,
}: {
  readonly value: PlaceEntry
  readonly onChange: Change
}): ReactElement | null => {
  const text = useText()
  const gazetteer = useGazetteer()
  const { language } = usePlaceWords()
  const next = gazetteer === null ? null : coarserEntry(gazetteer, value, language)
  if (next === null) return null
  return (
    <div>
      <Button size="small" onPress={() => onChange(next)}>
        {text('places.coarser', {
          place: next.text,
          level: text(precisionWords[next.precision]),
        })}
      </Button>
    </div>
  )
}

const PrecisionSelect = ({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: PlaceEntry
  readonly onChange: Change
}): ReactElement => {
  const text = useText()
  return (
    <Select
      label={label}
      value={value.precision}
      options={optionsOf(precisionWords, text)}
      onChange={(precision) => onChange({ ...value, precision })}
    />
  )
}

/**
 * A location: text and precision. The gazetteer suggests places and the next coarser one; other
 * text is allowed too.
 */
export const PlaceField = ({
  label,
  precisionLabel,
  description,
  layout = 'beside',
  value,
  onChange,
}: {
  readonly label: string
  readonly precisionLabel: string
  readonly description?: string
  /** Position of the precision field: beside the text or below it. */
  readonly layout?: 'beside' | 'below'
  readonly value: PlaceEntry
  readonly onChange: Change
}): ReactElement => (
  <div className={styles['place']}>
    <div className={styles[layout]}>
      <PlaceText
        {...{ label, value, onChange }}
        {...(description === undefined ? {} : { description })}
      />
      <PrecisionSelect label={precisionLabel} value={value} onChange={onChange} />
    </div>
    <MakeCoarser value={value} onChange={onChange} />
  </div>
)
