import { useEffect, useRef } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { ClaimRow } from '../../claims/claim-row.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useView } from '../../app/view-state.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { usePages } from '../../ui/pages.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { claimsOf } from './mapped.ts'
import type { Mapped, MapMark, Unmapped } from './mapped.ts'
import type { MapWords } from './use-map-words.ts'
import shared from '../../ui/shared.module.css'
import form from '../../records/record-form.module.css'
import styles from './map-view.module.css'

const claimsPerPage = 50
const rowsPerPage = 100

/** What the list shares with the picture. */
export type MapLink = {
  /** The place or route whose claims are shown. */
  readonly chosen: string | null
  /** The place or route under the pointer or with the focus, in the list or the picture. */
  readonly pointed: string | null
  readonly onChoose: (id: string | null) => void
  readonly onPoint: (id: string | null) => void
}

const ClaimsOfRow = ({
  claims,
  label,
}: {
  readonly claims: readonly Claim[]
  readonly label: string
}): ReactElement => {
  const { select } = useView()
  const { shown, pager } = usePages(claims, claimsPerPage, label)
  return (
    <div className={styles['claims']}>
      <ul className={form['rows']} aria-label={label}>
        {shown.map((claim) => (
          <li key={claim.id}>
            <ClaimRow claim={claim} onOpen={(id) => select('claims', id)} />
          </li>
        ))}
      </ul>
      {pager}
    </div>
  )
}

/** A place, route or name with its numbers; pressed, it shows its claims. */
const Row = ({
  item,
  facts,
  words,
  link: { chosen, pointed, onChoose, onPoint },
}: {
  readonly item: MapMark | Unmapped
  readonly facts: readonly string[]
  readonly words: MapWords
  readonly link: MapLink
}): ReactElement => {
  const text = useText()
  const row = useRef<HTMLLIElement>(null)
  const isChosen = item.id === chosen
  const title = words.title(item)
  useEffect(() => {
    // Chosen on the map, the row may be out of view.
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <li ref={row}>
      <PlainButton
        className={styles['row']}
        aria-expanded={isChosen}
        data-pointed={item.id === pointed}
        onPress={() => onChoose(isChosen ? null : item.id)}
        onPointerEnter={() => onPoint(item.id)}
        onPointerLeave={() => onPoint(null)}
        onFocus={() => onPoint(item.id)}
        onBlur={() => onPoint(null)}
      >
        <span className={styles['name']}>{title}</span>
        <span className={styles['count']}>
          {text('map.claims', { claims: claimsOf(item).length })}
        </span>
        {facts.map((fact) => (
          <span key={fact} className={styles['fact']}>
            {fact}
          </span>
        ))}
      </PlainButton>
      {isChosen && <ClaimsOfRow key={item.id} claims={claimsOf(item)} label={title} />}
    </li>
  )
}

const Rows = <Item extends MapMark | Unmapped>({
  heading,
  items,
  factsOf,
  empty = null,
  words,
  link,
}: {
  readonly heading: string
  readonly items: readonly Item[]
  readonly factsOf: (item: Item) => readonly string[]
  readonly empty?: ReactNode
  readonly words: MapWords
  readonly link: MapLink
}): ReactElement => {
  const { shown, pager } = usePages(items, rowsPerPage, heading)
  // Chosen on the map, an item may be on another page.
  const chosen = items.find(({ id }) => id === link.chosen)
  const rows = chosen === undefined || shown.includes(chosen) ? shown : [chosen, ...shown]
  return (
    <section className={form['section']} aria-label={heading}>
      <h2 className={styles['heading']}>{heading}</h2>
      {items.length === 0 && empty}
      {items.length > 0 && (
        <ul className={styles['rows']}>
          {rows.map((item) => (
            <Row key={item.id} item={item} facts={factsOf(item)} words={words} link={link} />
          ))}
        </ul>
      )}
      {pager}
    </section>
  )
}

/**
 * Beside the map: its routes and places as a list, with all that the picture says. It is the
 * accessible way to the map, and linked with it in both directions.
 */
export const MapSide = ({
  mapped: { routes, places, unmapped, without },
  selected,
  words,
  link,
}: {
  readonly mapped: Mapped
  /** The claim that is open in the list. */
  readonly selected: Claim | undefined
  readonly words: MapWords
  readonly link: MapLink
}): ReactElement => {
  const text = useText()
  const { select } = useView()
  return (
    <div className={styles['beside']}>
      <ScrollRegion className={styles['side']} label={text('map.table')}>
        {selected !== undefined && (
          <section className={form['section']} aria-label={text('claims.selected')}>
            <h2 className={styles['heading']}>{text('claims.selected')}</h2>
            <div className={form['rows']}>
              <ClaimRow claim={selected} isSelected onOpen={(id) => select('claims', id)} />
            </div>
          </section>
        )}
        <Rows
          heading={text('map.routes')}
          items={routes}
          factsOf={({ tally }) => [words.tally(tally)]}
          empty={<p className={shared['quiet']}>{text('map.noRoutes')}</p>}
          words={words}
          link={link}
        />
        <Rows
          heading={text('map.places')}
          items={places}
          factsOf={({ place, departing, arriving }) => [
            words.places.about(place),
            ...(departing.claims.length === 0
              ? []
              : [text('map.departing', { tally: words.tally(departing) })]),
            ...(arriving.claims.length === 0
              ? []
              : [text('map.arriving', { tally: words.tally(arriving) })]),
          ]}
          words={words}
          link={link}
        />
        {unmapped.length > 0 && (
          <Rows
            heading={text('map.notOnMap', { count: unmapped.length })}
            items={unmapped}
            factsOf={({ why }) => [text(`map.why.${why}`)]}
            words={words}
            link={link}
          />
        )}
        {without > 0 && (
          <p className={shared['secondary']}>{text('map.without', { count: without })}</p>
        )}
        <p className={shared['fine']}>{text('map.sums')}</p>
      </ScrollRegion>
      <p className={styles['limit']}>
        <Icon name="eye" size={16} />
        {text('map.limit')}
      </p>
    </div>
  )
}
