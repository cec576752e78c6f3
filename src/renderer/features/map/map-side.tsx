import type { ReactElement } from 'react'
import { ClaimRow } from '../../claims/claim-row.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandIconButton } from '../../commands/command-button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useView } from '../../app/view-state.ts'
import { claimsOf } from './mapped.ts'
import type { Mapped, MapMark, Unmapped } from './mapped.ts'
import type { MapWords } from './use-map-words.ts'
import { usePages } from '../../ui/pages.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import shared from '../../ui/shared.module.css'
import form from '../../records/record-form.module.css'
import styles from './map-view.module.css'

const claimsPerPage = 50
const namesPerPage = 100

const Chosen = ({
  item,
  words,
  onClose,
}: {
  readonly item: MapMark | Unmapped
  readonly words: MapWords
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { select } = useView()
  const facts =
    item.kind === 'route'
      ? [words.tally(item.tally)]
      : item.kind === 'unmapped'
        ? [text(`map.why.${item.why}`)]
        : [
            words.places.about(item.place),
            ...(item.departing.claims.length === 0
              ? []
              : [text('map.departing', { tally: words.tally(item.departing) })]),
            ...(item.arriving.claims.length === 0
              ? []
              : [text('map.arriving', { tally: words.tally(item.arriving) })]),
          ]
  const { shown, pager } = usePages(claimsOf(item), claimsPerPage, words.title(item))
  return (
    <section className={form['section']} aria-label={words.title(item)}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{words.title(item)}</h2>
        <CommandIconButton size="small" words="map.close" onPress={onClose} />
      </div>
      {facts.map((fact) => (
        <p key={fact} className={shared['secondary']}>
          {fact}
        </p>
      ))}
      <ul className={form['rows']}>
        {shown.map((claim) => (
          <li key={claim.id}>
            <ClaimRow claim={claim} onOpen={(id) => select('claims', id)} />
          </li>
        ))}
      </ul>
      {pager}
    </section>
  )
}

const NotOnMap = ({
  unmapped,
  onChoose,
}: {
  readonly unmapped: readonly Unmapped[]
  readonly onChoose: (id: string) => void
}): ReactElement => {
  const text = useText()
  const heading = text('map.notOnMap', { count: unmapped.length })
  const { shown, pager } = usePages(unmapped, namesPerPage, heading)
  return (
    <section className={form['section']}>
      <h2 className={styles['heading']}>{heading}</h2>
      <ul className={styles['names']}>
        {shown.map((item) => (
          <li key={item.id}>
            <LinkButton onPress={() => onChoose(item.id)}>{item.text}</LinkButton>
            <span className={shared['fine']}>{text(`map.why.${item.why}`)}</span>
          </li>
        ))}
      </ul>
      {pager}
    </section>
  )
}

/** Beside the map: the selection, claims that cannot be drawn, and an explanation of the map. */
export const MapSide = ({
  mapped,
  item,
  words,
  onChoose,
}: {
  readonly mapped: Mapped
  readonly item: MapMark | Unmapped | undefined
  readonly words: MapWords
  readonly onChoose: (id: string | null) => void
}): ReactElement => {
  const text = useText()
  return (
    <ScrollRegion className={styles['side']} label={text('map.reading')}>
      {item === undefined ? (
        <p className={shared['quiet']}>{text('map.choose')}</p>
      ) : (
        <Chosen key={item.id} item={item} words={words} onClose={() => onChoose(null)} />
      )}
      {mapped.unmapped.length > 0 && <NotOnMap unmapped={mapped.unmapped} onChoose={onChoose} />}
      {mapped.without > 0 && (
        <p className={shared['secondary']}>{text('map.without', { count: mapped.without })}</p>
      )}
      <section className={form['section']}>
        <h2 className={styles['heading']}>{text('map.reading')}</h2>
        <p className={shared['quiet']}>{text('map.limit')}</p>
        <p className={shared['quiet']}>{text('map.limitShapes')}</p>
        <p className={shared['quiet']}>{text('map.limitLines')}</p>
        <p className={shared['quiet']}>{text('map.limitSums')}</p>
      </section>
    </ScrollRegion>
  )
}
