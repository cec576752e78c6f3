import { useMemo, useRef, useState, memo, useEffect } from 'react'
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useGazetteer } from '../../places/use-gazetteer.ts'
import { mapKeys } from '../../commands/shortcuts/keys.ts'
import { IconButton } from '../../ui/button.tsx'
import { actIn } from '../../ui/chord.ts'
import { broughtIn, fitted, moved, onScreen, zoomed } from './camera.ts'
import type { Camera } from './camera.ts'
import { pointAt } from './chart.ts'
import { EdgeChips } from './edge-chips.tsx'
import { cornersOf, middleOf, sizeOf, widest } from './geometry.ts'
import { placeLabels } from './label-places.ts'
import type { LabelWish } from './label-places.ts'
import type { MapLink } from './map-side.tsx'
import { claimsOf } from './mapped.ts'
import type { Mapped, MappedPlace, MapMark } from './mapped.ts'
import type { Claim } from '../../../shared/claims.ts'
import { PlaceMark, RouteMark } from './marks.tsx'
import type { MarkProps } from './marks.tsx'
import { useCamera } from './use-camera.ts'
import type { MapWords } from './use-map-words.ts'
import { useMarks } from './use-marks.ts'
import shared from '../../ui/shared.module.css'
import styles from './map.module.css'
import type { Outlines } from './world.ts'
import type * as WorldModule from './world.ts'

/** The rendered outlines of the earth. */
type DrawnWorld = {
  readonly outlines: Outlines
  readonly countryOutline: typeof WorldModule.countryOutline
}

let far: DrawnWorld | null = null
let near: DrawnWorld | null = null

/** The outlines of the earth once loaded; the detailed ones as soon as they are rendered too. */
const useWorld = (isNear: boolean): DrawnWorld | null => {
  const [, setDrawn] = useState(0)
  useEffect(() => {
    if ((isNear ? near : far) !== null) return undefined
    let isShown = true
    const load = async (): Promise<void> => {
      const world = await import('./world.ts')
      const drawnOf = (outlines: Outlines): DrawnWorld => ({
        outlines,
        countryOutline: world.countryOutline,
      })
      const show = (): void => {
        if (isShown) setDrawn((turn) => turn + 1)
      }
      // First the coarse ones: the detailed ones take some time, and there must be land meanwhile.
      far ??= drawnOf(await world.far())
      show()
      if (!isNear) return
      near ??= drawnOf(await world.near())
      show()
    }
    void load()
    return () => {
      isShown = false
    }
  }, [isNear])
  return isNear ? (near ?? far) : far
}

// Above this zoom, coarse coastlines look straight.
const nearBy = 2.2

/** Does this camera need the detailed coastlines? */
const isNearBy = ({ zoom }: Camera): boolean => zoom > nearBy

const Sheet = memo(
  ({ outlines: { land, borders } }: { readonly outlines: Outlines }): ReactElement => (
    <>
      <path d={land} className={styles['land']} />
      <path d={borders} className={styles['border']} />
    </>
  ),
)

/** Land and borders, and countries that are places on the map as whole shapes. */
const Earth = ({
  world,
  camera: { x, y, zoom },
  countries,
}: {
  readonly world: DrawnWorld
  readonly camera: Camera
  /** ISO 3166 numeric codes. */
  readonly countries: readonly string[]
}): ReactElement => (
  <g transform={`translate(${x} ${y}) scale(${zoom})`} aria-hidden="true">
    <Sheet outlines={world.outlines} />
    {countries.map((digits) => (
      <path key={digits} d={world.countryOutline(digits)} className={styles['country']} />
    ))}
  </g>
)

const step = 60
const nearer = 1.6
/** A pointer that moved less than this was a press, not a drag. */
const still = 4

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
}

const wishOf = ({ id, place }: MappedPlace, camera: Camera, text: string): LabelWish => {
  const [x, y] = onScreen(camera, pointAt(place.lng, place.lat))
  const isTown = place.level === 'town'
  return { id, text, x, y, size: isTown ? sizeOf(place, camera) : 9, isTown }
}

/** The map; it loads nothing from a network. */
export const MapCanvas = ({
  mapped,
  mainGroup,
  selected,
  words,
  link: { chosen, pointed, onChoose, onPoint },
}: {
  readonly mapped: Mapped
  /** Ids of the places that the map fits; those outside are named at its edge. */
  readonly mainGroup: ReadonlySet<string>
  /** The claim that is open in the list. */
  readonly selected: Claim | undefined
  readonly words: MapWords
  readonly link: MapLink
}): ReactElement => {
  const text = useText()
  const gazetteer = useGazetteer()
  const corners = useMemo(
    () => cornersOf(mapped.places.filter(({ id }) => mainGroup.has(id))),
    [mainGroup, mapped],
  )
  const { frame, size, camera, move, fit } = useCamera(corners)
  const world = useWorld(isNearBy(camera))
  const marks = useMemo<readonly MapMark[]>(() => [...mapped.places, ...mapped.routes], [mapped])
  const { stop, keepStop, hold, isHeld, focus, onKeyDown } = useMarks(marks, onChoose)
  const drag = useRef<{ x: number; y: number; far: number } | null>(null)
  const isDrag = (): boolean => (drag.current?.far ?? 0) > still

  const pan = (event: PointerEvent): void => {
    const from = drag.current
    if (from === null || event.buttons !== 1) return
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
    drag.current = {
      x: event.clientX,
      y: event.clientY,
      far: from.far + Math.abs(dx) + Math.abs(dy),
    }
    if (isDrag()) move((before, size) => moved(before, size, dx, dy))
  }
  const zoom = (times: number): void =>
    move((before, size) => zoomed(before, size, times, [size.width / 2, size.height / 2]))
  const hasOutliers = mainGroup.size < mapped.places.length
  const fitAll = (): void => move((_, size) => fitted(cornersOf(mapped.places), size))
  useCommands({
    'map.nearer': () => zoom(nearer),
    'map.farther': () => zoom(1 / nearer),
    'map.fit': fit,
    'map.fitAll': hasOutliers && fitAll,
  })
  /** Zoom by keys: around the focused mark, which stays in view. */
  const zoomHeld = (times: number): void => {
    const held = marks.find(({ id }) => id === stop && isHeld(id))
    if (held === undefined) return zoom(times)
    move((before, size) => zoomed(before, size, times, onScreen(before, middleOf(held))))
  }
  const keys = (event: KeyboardEvent): void => {
    switch (actIn(event, mapKeys)) {
      case 'nearer':
        zoomHeld(nearer)
        break
      case 'farther':
        zoomHeld(1 / nearer)
        break
      case 'fit':
        fit()
        break
      case 'pan': {
        const by = arrows[event.key] ?? [0, 0]
        move((before, size) => moved(before, size, ...by))
        break
      }
      case 'leave':
        if (chosen === null) return
        onChoose(null)
        break
      default:
        return onKeyDown(event)
    }
    event.preventDefault()
  }
  const propsOf = (mark: MapMark): MarkProps => ({
    ref: hold(mark.id),
    tabIndex: mark.id === stop ? 0 : -1,
    'aria-label': words.spoken(mark),
    'aria-pressed': mark.id === chosen,
    'data-pointed':
      mark.id === pointed || (selected !== undefined && claimsOf(mark).includes(selected)),
    onClick: () => {
      if (!isDrag()) onChoose(mark.id)
    },
    onFocus: () => {
      keepStop(mark.id)
      onPoint(mark.id)
      // A pointer target is already in view.
      if (drag.current === null) move((before, size) => broughtIn(before, size, middleOf(mark)))
    },
    onBlur: () => onPoint(null),
    onPointerEnter: () => onPoint(mark.id),
    onPointerLeave: () => onPoint(null),
  })
  const routes = new Set(mapped.routes.map(({ id }) => id))
  const shapeOf = (place: MappedPlace['place']): string[] =>
    [...(gazetteer?.countryByShape ?? [])].flatMap(([shape, country]) =>
      country === place ? [shape] : [],
    )
  const countries = mapped.places.flatMap(({ place }) =>
    place.level === 'country' ? shapeOf(place) : [],
  )
  // Large places are drawn below small ones, so that each can be pressed.
  const ordered = [...mapped.places].sort((a, b) => b.place.radius - a.place.radius)
  const drawn = [...mapped.routes].sort((a, b) => widest(b.tally) - widest(a.tally))
  const labels = placeLabels(
    mapped.places.map((item) => wishOf(item, camera, words.title(item))),
    size,
    pointed ?? chosen,
  )
  return (
    <div
      ref={frame}
      className={styles['frame']}
      data-picture="all"
      onKeyDown={keys}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, y: event.clientY, far: 0 }
      }}
      onPointerMove={pan}
      onPointerUp={() => {
        // The click that follows must know whether this was a drag.
        requestAnimationFrame(() => {
          drag.current = null
        })
      }}
      onPointerLeave={() => {
        drag.current = null
      }}
    >
      <svg
        role="group"
        aria-label={text('map.picture')}
        aria-describedby="map-keys"
        width={size.width}
        height={size.height}
        className={styles['picture']}
      >
        <defs>
          <radialGradient id="map-soft">
            <stop offset="0" className={styles['stopIn']} />
            <stop offset="0.6" className={styles['stopIn']} />
            <stop offset="1" className={styles['stopOut']} />
          </radialGradient>
        </defs>
        {world !== null && <Earth world={world} camera={camera} countries={countries} />}
        {ordered.map((item) => (
          <PlaceMark key={item.id} item={item} camera={camera} mark={propsOf(item)} />
        ))}
        {drawn.map((item) => (
          <RouteMark
            key={item.id}
            item={item}
            camera={camera}
            hasReturn={routes.has(`${item.to.id} > ${item.from.id}`)}
            mark={propsOf(item)}
          />
        ))}
        <g aria-hidden="true" className={styles['labels']}>
          {labels.map(({ id, text, x, y, anchor, leader }) => (
            <g key={id}>
              {leader !== null && (
                <line
                  x1={leader[0]}
                  y1={leader[1]}
                  x2={leader[2]}
                  y2={leader[3]}
                  className={styles['leader']}
                />
              )}
              <text x={x} y={y} textAnchor={anchor} dominantBaseline="middle">
                {text}
              </text>
            </g>
          ))}
        </g>
      </svg>
      <p id="map-keys" className={shared['hidden']}>
        {text('map.keys')}
      </p>
      <div className={styles['buttons']} data-picture="none">
        <IconButton
          icon="plus"
          variant="secondary"
          label={text('map.nearer')}
          onPress={() => zoom(nearer)}
        />
        <IconButton
          icon="minus"
          variant="secondary"
          label={text('map.farther')}
          onPress={() => zoom(1 / nearer)}
        />
        <IconButton icon="fit" variant="secondary" label={text('map.fit')} onPress={fit} />
        {hasOutliers && (
          <IconButton
            icon="globe"
            variant="secondary"
            label={text('map.fitAll')}
            onPress={fitAll}
          />
        )}
      </div>
      <EdgeChips
        places={mapped.places}
        camera={camera}
        size={size}
        words={words}
        onGo={(place) => {
          move((before, size) => broughtIn(before, size, middleOf(place)))
          // The chip goes away, and the keyboard goes where it led.
          focus(place.id)
        }}
      />
    </div>
  )
}
