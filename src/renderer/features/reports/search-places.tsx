import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement, RefObject } from 'react'
import type { Translation } from '../../../shared/records.ts'
import type { SearchPlace } from '../../../shared/search-contract.ts'
import { editorKeys } from '../../commands/shortcuts/keys.ts'
import { useKeysWithin } from '../../commands/shortcuts/use-keys-within.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import type { SearchMarks } from '../../editor/search-marks.ts'
import { useText } from '../../i18n/use-text.ts'
import { IconButton } from '../../ui/button.tsx'
import { keyOf } from './translation-keys.ts'
import styles from './report-record.module.css'

export type SearchPlaces = {
  /** Null: no search, or none of its words are here. */
  readonly marks: SearchMarks | null
  /** Index of the current place. */
  readonly at: number
  readonly step: (by: 1 | -1) => void
  readonly hide: () => void
}

const none: readonly SearchPlace[] = []

/** Where list and record are one below the other, as in panel.module.css. */
const stacked = '(max-width: 820px)'

/** Those of the editor's own search. */
const stepKeys = { next: editorKeys.next, previous: editorKeys.previous }

/**
 * The words of the list's search in the open report. The first place is shown at once, unless the
 * user is already in the report.
 */
export const useSearchPlaces = ({
  id,
  query,
  within,
  translations,
  onText,
  onTranslation,
}: {
  readonly id: string | null
  /** As searched; '' for no search. */
  readonly query: string
  readonly within: RefObject<HTMLElement | null>
  readonly translations: readonly Translation[]
  /** Shows the text, beside its translation where that is shown. */
  readonly onText: () => void
  readonly onTranslation: (key: string) => void
}): SearchPlaces => {
  const { data } = useVaultQuery(
    'search.places',
    { id: id ?? '', query },
    { enabled: id !== null && query !== '', gcTime: 0 },
  )
  const [at, setAt] = useState(0)
  const [goes, setGoes] = useState(0)
  const [hidden, setHidden] = useState('')
  const isShown = query !== '' && query !== hidden
  const places = isShown ? (data?.places ?? none) : none
  // An edit may take places away.
  const shownAt = Math.min(at, places.length - 1)

  const go = (next: number, scrolls = true): void => {
    const place = places[next]
    if (place === undefined) return
    setAt(next)
    if (scrolls) setGoes((before) => before + 1)
    const { part, index } = place
    const translation = part.startsWith('translated') ? translations[index] : undefined
    if (translation === undefined) onText()
    else onTranslation(keyOf(translation))
  }
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  const begun = useRef('')
  useEffect(() => {
    if (data === undefined || query === begun.current) return
    begun.current = query
    setAt(0)
    if (within.current?.contains(document.activeElement) === true) return
    // Below the list, a scroll to the place would take the search box away.
    latest.current(0, !matchMedia(stacked).matches)
  }, [data, query, within])
  const step = (by: 1 | -1): void => go((shownAt + by + places.length) % places.length)
  useKeysWithin(
    within,
    stepKeys,
    (act) => step(act === 'next' ? 1 : -1),
    places.length > 0,
    // The editor's own search is open: the keys are its own.
    () => within.current?.querySelector('.cm-search') === null,
  )

  const marks = useMemo<SearchMarks | null>(
    () => (places.length === 0 ? null : { places, current: places[shownAt] ?? null, goes }),
    [goes, places, shownAt],
  )
  return { marks, at: shownAt, step, hide: () => setHidden(query) }
}

/** Leads from place to place of a search in the open report. */
export const SearchPlacesBar = ({
  places: { marks, at, step, hide },
}: {
  readonly places: SearchPlaces
}): ReactElement | null => {
  const text = useText()
  if (marks === null) return null
  const nameOf = (act: 'next' | 'previous'): string =>
    `${text(editorKeys[act].says)} (${editorKeys[act].keys[0]})`
  return (
    <div role="group" aria-label={text('search.places')} className={styles['places']}>
      <span role="status">{text('search.place', { at: at + 1, count: marks.places.length })}</span>
      <IconButton
        icon="left"
        size="small"
        label={nameOf('previous')}
        isDisabled={marks.places.length === 1}
        onPress={() => step(-1)}
      />
      <IconButton
        icon="right"
        size="small"
        label={nameOf('next')}
        isDisabled={marks.places.length === 1}
        onPress={() => step(1)}
      />
      <IconButton icon="close" size="small" label={text('search.hidePlaces')} onPress={hide} />
    </div>
  )
}
