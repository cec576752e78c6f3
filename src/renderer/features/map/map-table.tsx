import type { ReactElement } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import type { Mapped } from './mapped.ts'
import type { MapWords } from './use-map-words.ts'
import { usePages } from '../../ui/pages.tsx'
import type { PageState } from '../../ui/pages.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { classNames } from '../../ui/class-names.ts'
import shared from '../../ui/shared.module.css'
import styles from './map-view.module.css'

const nothing = '–'
const perPage = 100

/** Tells assistive technology the position of a page in the whole table. */
const whole = ({ isPaged }: PageState<unknown>, count: number) =>
  isPaged ? { 'aria-rowcount': count + 1 } : {}
const placed = ({ isPaged, first }: PageState<unknown>, at: number) =>
  isPaged ? { 'aria-rowindex': first + at + 2 } : {}

/** The same content as the map, for reading and for screen readers. */
export const MapTable = ({
  mapped: { places, routes },
  words,
  onChoose,
}: {
  readonly mapped: Mapped
  readonly words: MapWords
  readonly onChoose: (id: string) => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const ways = usePages(routes, perPage, text('map.routes'))
  const spots = usePages(places, perPage, text('map.places'))
  const link = (id: string, label: string): ReactElement => (
    <LinkButton onPress={() => onChoose(id)}>{label}</LinkButton>
  )
  return (
    <ScrollRegion className={styles['scroll']} label={text('map.table')}>
      <table
        className={classNames(shared['table'], styles['table'])}
        {...whole(ways, routes.length)}
      >
        <caption>{text('map.routes')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('map.routeColumn')}</th>
            <th scope="col">{text('map.peopleColumn')}</th>
            <th scope="col" className={styles['number']}>
              {text('map.claimsColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ways.shown.map((route, at) => (
            <tr key={route.id} {...placed(ways, at)}>
              <th scope="row">{link(route.id, words.title(route))}</th>
              <td>{words.tally(route.tally)}</td>
              <td className={styles['number']}>{format.number(route.tally.claims.length)}</td>
            </tr>
          ))}
          {routes.length === 0 && (
            <tr>
              <td colSpan={3}>{text('map.noRoutes')}</td>
            </tr>
          )}
        </tbody>
      </table>
      {ways.pager}
      <table
        className={classNames(shared['table'], styles['table'])}
        {...whole(spots, places.length)}
      >
        <caption>{text('map.places')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('map.placeColumn')}</th>
            <th scope="col">{text('map.aboutColumn')}</th>
            <th scope="col">{text('map.departingColumn')}</th>
            <th scope="col">{text('map.arrivingColumn')}</th>
            <th scope="col" className={styles['number']}>
              {text('map.claimsColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {spots.shown.map((item, at) => (
            <tr key={item.id} {...placed(spots, at)}>
              <th scope="row">{link(item.id, words.title(item))}</th>
              <td>{words.places.about(item.place)}</td>
              <td>{item.departing.claims.length === 0 ? nothing : words.tally(item.departing)}</td>
              <td>{item.arriving.claims.length === 0 ? nothing : words.tally(item.arriving)}</td>
              <td className={styles['number']}>{format.number(item.claims.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {spots.pager}
    </ScrollRegion>
  )
}
