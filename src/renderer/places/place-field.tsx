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

/** One step up, where the gazetteer knows the place: the words and how exact they are, together. */
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
 * Where something was: words and how exact they are. The gazetteer offers places and one step up from
 * them; what it does not know can be written all the same.
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
  /** Where the precision stands: beside the words or below them. */
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
