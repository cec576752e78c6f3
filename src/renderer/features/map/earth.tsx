import { memo } from 'react'
import type { ReactElement } from 'react'
import type { Camera } from './camera.ts'
import type { DrawnWorld } from './use-world.ts'
import type { Outlines } from './world.ts'
import styles from './map.module.css'

// From nearer by, straight coasts would be seen.
const nearBy = 2.2

/** Does this camera ask for the finer coasts? */
export const isNearBy = ({ zoom }: Camera): boolean => zoom > nearBy

const Sheet = memo(
  ({ outlines: { land, borders } }: { readonly outlines: Outlines }): ReactElement => (
    <>
      <path d={land} className={styles['land']} />
      <path d={borders} className={styles['border']} />
    </>
  ),
)

/** Land and borders, and the countries that are places on the map as what they are: whole shapes. */
export const Earth = ({
  world,
  camera: { x, y, zoom },
  countries,
}: {
  readonly world: DrawnWorld
  readonly camera: Camera
  /** By the digits of ISO 3166. */
  readonly countries: readonly string[]
}): ReactElement => (
  <g transform={`translate(${x} ${y}) scale(${zoom})`} aria-hidden="true">
    <Sheet outlines={world.outlines} />
    {countries.map((digits) => (
      <path key={digits} d={world.countryOutline(digits)} className={styles['country']} />
    ))}
  </g>
)
