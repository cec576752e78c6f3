import { useMemo } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { usePlaceWords } from '../../places/use-place-words.ts'
import type { PlaceWords } from '../../places/use-place-words.ts'
import { qualifierOf } from './counts.ts'
import type { CountRange } from './counts.ts'
import type { MapMark, Unmapped } from './mapped.ts'
import type { Tally } from './tally.ts'

export type MapWords = {
  readonly places: PlaceWords
  readonly people: (span: CountRange | null) => string
  /** For example `at least 40 people in 3 claims`, and contradictions. */
  readonly tally: (tally: Tally) => string
  /** `Dandong to Sinuiju`, or the name of a place. */
  readonly title: (item: MapMark | Unmapped) => string
  /** A mark in one sentence, for screen readers. */
  readonly spoken: (mark: MapMark) => string
}

/** Texts of the map. */
export const useMapWords = (): MapWords => {
  const text = useText()
  const places = usePlaceWords()
  return useMemo(() => {
    const people = (span: CountRange | null): string => {
      const isAbout = span?.isAbout === true
      const kind = qualifierOf(span)
      const values = { low: span?.low ?? 0, high: span?.high ?? span?.low ?? 0 }
      if (kind === 'unknown') return text('map.people.unknown')
      if (kind === 'exactly' || kind === 'about') return text(`map.people.${kind}`, values)
      return text(`map.people.${kind}`, { ...values, about: isAbout ? 'yes' : 'no' })
    }
    const tally = ({ claims, span, disputed, disputedSpan }: Tally): string => {
      const agreed = claims.length - disputed.length
      const parts = [
        ...(agreed === 0 ? [] : [text('map.inClaims', { people: people(span), claims: agreed })]),
        ...(disputed.length === 0
          ? []
          : [text('map.disputed', { people: people(disputedSpan), claims: disputed.length })]),
      ]
      return parts.join('; ')
    }
    const title = (item: MapMark | Unmapped): string => {
      if (item.kind === 'unmapped') return item.text
      if (item.kind === 'place') return places.name(item.place)
      return text('map.route', { from: places.name(item.from), to: places.name(item.to) })
    }
    const spoken = (mark: MapMark): string =>
      mark.kind === 'route'
        ? text('map.routeSpoken', {
            from: places.name(mark.from),
            to: places.name(mark.to),
            tally: tally(mark.tally),
          })
        : text('map.placeSpoken', {
            name: places.name(mark.place),
            about: places.about(mark.place),
            claims: mark.claims.length,
          })
    return { places, people, tally, title, spoken }
  }, [places, text])
}
