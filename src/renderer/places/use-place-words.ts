import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { precisionWords } from '../records/vocabulary.ts'
import { useText } from '../i18n/use-text.ts'
import { languageOf } from '../i18n/languages.ts'
import type { Language } from '../i18n/languages.ts'
import { nameIn } from './place.ts'
import type { GazetteerPlace } from './place.ts'

export type PlaceWords = {
  /** The language of the names. */
  readonly language: Language
  readonly name: (place: GazetteerPlace) => string
  /** `County · Jilin`: level and containing place. */
  readonly about: (place: GazetteerPlace) => string
}

/** Places in the language of the window. */
export const usePlaceWords = (): PlaceWords => {
  const text = useText()
  const { locale } = useIntl()
  return useMemo(() => {
    const language = languageOf(locale)
    const name = (place: GazetteerPlace): string => nameIn(place, language)
    return {
      language,
      name,
      about: ({ level, parent }) =>
        [text(precisionWords[level]), parent && name(parent)].filter(Boolean).join(' · '),
    }
  }, [locale, text])
}
