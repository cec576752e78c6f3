import type { ReactElement, SVGProps } from 'react'
import { onScreen } from './camera.ts'
import type { Camera } from './camera.ts'
import { pointAt } from './chart.ts'
import { arcOf, lineOf, sizeOf } from './geometry.ts'
import type { MappedPlace, MappedRoute } from './mapped.ts'
import styles from './map.module.css'

/** Props that make a shape a button of the map. */
export type MarkProps = Pick<
  SVGProps<SVGGElement>,
  'ref' | 'tabIndex' | 'onClick' | 'onFocus' | 'onBlur' | 'onPointerEnter' | 'onPointerLeave'
> & {
  readonly 'aria-label': string
  readonly 'aria-pressed': boolean
  /** Its row is under the pointer or has the focus, or it has the selected claim. */
  readonly 'data-pointed': boolean
}

/** A place: a town as a small mark, a larger area without a sharp edge. */
export const PlaceMark = ({
  item: { place },
  camera,
  mark,
}: {
  readonly item: MappedPlace
  readonly camera: Camera
  readonly mark: MarkProps
}): ReactElement => {
  const [x, y] = onScreen(camera, pointAt(place.lng, place.lat))
  const size = sizeOf(place, camera)
  const isTown = place.level === 'town'
  const isCountry = place.level === 'country'
  return (
    <g {...mark} role="button" className={styles['mark']} transform={`translate(${x} ${y})`}>
      <circle r={Math.max(12, isCountry ? 14 : size)} className={styles['hit']} />
      {isTown && <circle r={size} className={styles['town']} />}
      {!isTown && !isCountry && (
        <>
          <circle r={size} className={styles['area']} fill="url(#map-soft)" />
          <circle r={size} className={styles['edge']} />
        </>
      )}
      {/* The shape itself is drawn with the earth; this is its handle. */}
      {isCountry && <rect x={-6} y={-6} width={12} height={12} className={styles['whole']} />}
      <circle r={isCountry ? 13 : Math.max(size + 4, 10)} className={styles['ring']} />
    </g>
  )
}

/** A route: a line as wide as the lowest number, a paler one as wide as the highest. */
export const RouteMark = ({
  item: { from, to, tally },
  camera,
  hasReturn,
  mark,
}: {
  readonly item: MappedRoute
  readonly camera: Camera
  readonly hasReturn: boolean
  readonly mark: MarkProps
}): ReactElement => {
  const isDisputed = tally.disputed.length > 0
  const isOnlyDisputed = tally.disputed.length === tally.claims.length
  // If every claim is contradicted, draw the disputed range.
  const span = isOnlyDisputed ? tally.disputedSpan : tally.span
  const { line, band } = lineOf(span)
  const { path, head } = arcOf(from, to, camera, hasReturn, Math.max(line, band))
  const isUnknown = span === null || (span.high === null && span.low === 0)
  const isOpen = span !== null && span.high === null
  return (
    <g {...mark} role="button" className={styles['mark']}>
      <path d={path} className={styles['reach']} />
      <path d={path} className={styles['halo']} strokeWidth={Math.max(line, band) + 5} />
      {band > 0 && (
        <path
          d={path}
          className={isOnlyDisputed ? styles['bandAgainst'] : styles['band']}
          strokeWidth={band}
          strokeDasharray={isOpen ? '3 5' : undefined}
        />
      )}
      <path
        d={path}
        className={isOnlyDisputed ? styles['against'] : styles['line']}
        strokeWidth={line}
        strokeDasharray={isUnknown ? '5 5' : undefined}
      />
      {head !== '' && (
        <path d={head} className={isOnlyDisputed ? styles['headAgainst'] : styles['head']} />
      )}
      {isDisputed && !isOnlyDisputed && (
        <path d={path} className={styles['disputed']} strokeWidth={1.5} strokeDasharray="1 7" />
      )}
    </g>
  )
}
