import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { SuggestField } from '../ui/suggest-field.tsx'
import type { Suggestion } from '../ui/suggest-field.tsx'
import type { PlaceEntry } from './place.ts'
import { entryOf } from './resolve.ts'
import { searchPlaces } from './search.ts'
import { useGazetteer } from './use-gazetteer.ts'
import { usePlaceWords } from './use-place-words.ts'

const most = 8

type Offer = {
  readonly entry: PlaceEntry
} & Suggestion

/** Gazetteer matches for the text, in the language of the window. */
const useOffers = (typed: string): readonly Offer[] => {
  const gazetteer = useGazetteer()
  const { name, about, language } = usePlaceWords()
  if (gazetteer === null) return []
  return searchPlaces(gazetteer, typed, most).map((place) => ({
    id: place.id,
    name: name(place),
    about: about(place),
    entry: entryOf(gazetteer, place, language),
  }))
}

/** A place as text, with gazetteer suggestions while typing. */
export const PlaceText = ({
  label,
  description,
  value,
  onChange,
}: {
  readonly label: string
  readonly description?: string
  readonly value: PlaceEntry
  readonly onChange: (place: PlaceEntry) => void
}): ReactElement => (
  <SuggestField
    label={label}
    description={description}
    value={value.text}
    offers={useOffers(value.text)}
    offersLabel={useText()('places.offered')}
    maxLength={limits.place}
    onType={(typed) => onChange({ ...value, text: typed })}
    onChoose={({ entry }) => onChange(entry)}
  />
)
