import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { PlainButton } from '../../ui/plain-button.tsx'
import { onScreen } from './camera.ts'
import type { Camera, CanvasSize } from './camera.ts'
import { pointAt } from './chart.ts'
import type { MappedPlace } from './mapped.ts'
import type { MapWords } from './use-map-words.ts'
import styles from './map.module.css'

const edges = ['left', 'right', 'top', 'bottom'] as const
type Edge = (typeof edges)[number]
const arrows = { left: '←', right: '→', top: '↑', bottom: '↓' } as const
/** More would cover the map; the list beside it has all of them. */
const most = 6

type Outlier = { readonly item: MappedPlace; readonly edge: Edge; readonly along: number }

/** Where a place outside the picture lies; null if it is inside. */
const outlierOf = (item: MappedPlace, camera: Camera, size: CanvasSize): Outlier | null => {
  const [x, y] = onScreen(camera, pointAt(item.place.lng, item.place.lat))
  if (x >= 0 && y >= 0 && x <= size.width && y <= size.height) return null
  const [dx, dy] = [x / size.width - 0.5, y / size.height - 0.5]
  return Math.abs(dx) > Math.abs(dy)
    ? { item, edge: dx > 0 ? 'right' : 'left', along: dy }
    : { item, edge: dy > 0 ? 'bottom' : 'top', along: dx }
}

/** Places outside the picture, at the edge that they lie behind. */
export const EdgeChips = ({
  places,
  camera,
  size,
  words,
  onGo,
}: {
  /** Most claims first. */
  readonly places: readonly MappedPlace[]
  readonly camera: Camera
  readonly size: CanvasSize
  readonly words: MapWords
  readonly onGo: (place: MappedPlace) => void
}): ReactElement => {
  const text = useText()
  const outside = places
    .flatMap((item) => outlierOf(item, camera, size) ?? [])
    .slice(0, most)
    .sort((a, b) => a.along - b.along)
  return (
    <>
      {edges.map((edge) => {
        const here = outside.filter((one) => one.edge === edge)
        return here.length === 0 ? null : (
          <ul key={edge} className={styles['chips']} data-edge={edge}>
            {here.map(({ item }) => (
              <li key={item.id}>
                <PlainButton className={styles['chip']} onPress={() => onGo(item)}>
                  {edge === 'left' && <span aria-hidden="true">{arrows[edge]} </span>}
                  {text('map.away', { place: words.title(item), claims: item.claims.length })}
                  {edge !== 'left' && <span aria-hidden="true"> {arrows[edge]}</span>}
                </PlainButton>
              </li>
            ))}
          </ul>
        )
      })}
    </>
  )
}
