import { useMemo, useRef, useState, memo, useEffect } from 'react'
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useGazetteer } from '../../places/use-gazetteer.ts'
import { mapKeys } from '../../commands/shortcuts/keys.ts'
import { IconButton } from '../../ui/button.tsx'
import { actIn } from '../../ui/chord.ts'
import { broughtIn, moved, onScreen, zoomed } from './camera.ts'
import type { Camera } from './camera.ts'
import { pointAt } from './chart.ts'
import { cornersOf, middleOf, sizeOf, widest } from './geometry.ts'
import type { Mapped, MappedPlace, MapMark } from './mapped.ts'
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
      const outlines = await (isNear ? world.near() : world.far())
      const drawn = { outlines, countryOutline: world.countryOutline }
      if (isNear) near = drawn
      else far = drawn
      if (isShown) setDrawn((turn) => turn + 1)
    }
    void load()
    return () => {
      isShown = false
    }
  }, [isNear])
  return isNear ? (near ?? far) : far
}

/** A map label and its position. */
type Label = {
  readonly id: string
  readonly text: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle'
}

const letter = 7.2
const wideLetter = 13
const height = 18

/** An overestimate: exact measurement would require rendering first. */
const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, each) =>
      sum +
      (/[\u{1100}-\u{11ff}\u{3000}-\u{9fff}\u{ac00}-\u{d7af}]/u.test(each) ? wideLetter : letter),
    0,
  )

type CanvasBox = readonly [left: number, top: number, right: number, bottom: number]

const boxOf = ({ text, x, y, anchor }: Label): CanvasBox => {
  const width = widthOf(text)
  const left = anchor === 'start' ? x : x - width / 2
  return [left, y - height / 2, left + width, y + height / 2]
}

const meet = (a: CanvasBox, b: CanvasBox): boolean =>
  a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

/** Labels that fit, in order of priority; `always` is always included. */
const roomFor = (labels: readonly Label[], always: string | null): Label[] => {
  const first = labels.filter(({ id }) => id === always)
  const taken: CanvasBox[] = []
  return [...first, ...labels.filter(({ id }) => id !== always)].filter((label) => {
    const box = boxOf(label)
    if (taken.some((other) => meet(box, other))) return false
    taken.push(box)
    return true
  })
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

const labelOf = ({ id, place }: MappedPlace, camera: Camera, text: string): Label => {
  const [x, y] = onScreen(camera, pointAt(place.lng, place.lat))
  const isTown = place.level === 'town'
  return isTown
    ? { id, text, x: x + sizeOf(place, camera) + 6, y, anchor: 'start' }
    : { id, text, x, y: y + 22, anchor: 'middle' }
}

/** The map; it loads nothing from a network. */
export const MapCanvas = ({
  mapped,
  chosen,
  words,
  onChoose,
}: {
  readonly mapped: Mapped
  readonly chosen: string | null
  readonly words: MapWords
  readonly onChoose: (id: string | null) => void
}): ReactElement => {
  const text = useText()
  const gazetteer = useGazetteer()
  const corners = useMemo(() => cornersOf(mapped), [mapped])
  const { frame, size, camera, move, fit } = useCamera(corners)
  const world = useWorld(isNearBy(camera))
  const marks = useMemo<readonly MapMark[]>(() => [...mapped.places, ...mapped.routes], [mapped])
  const [pointed, setPointed] = useState<string | null>(null)
  const { stop, keepStop, hold, isHeld, onKeyDown } = useMarks(marks, onChoose)
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
  useCommands({
    'map.nearer': () => zoom(nearer),
    'map.farther': () => zoom(1 / nearer),
    'map.fit': fit,
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
    onClick: () => {
      if (!isDrag()) onChoose(mark.id)
    },
    onFocus: () => {
      keepStop(mark.id)
      // A pointer target is already in view.
      if (drag.current === null) move((before, size) => broughtIn(before, size, middleOf(mark)))
    },
    onPointerEnter: () => setPointed(mark.id),
    onPointerLeave: () => setPointed(null),
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
  const labels = roomFor(
    mapped.places.map((item) => labelOf(item, camera, words.title(item))),
    pointed ?? chosen,
  )
  return (
    <div
      ref={frame}
      className={styles['frame']}
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
          {labels.map(({ id, text, x, y, anchor }) => (
            <text key={id} x={x} y={y} textAnchor={anchor} dominantBaseline="middle">
              {text}
            </text>
          ))}
        </g>
      </svg>
      <p id="map-keys" className={shared['hidden']}>
        {text('map.keys')}
      </p>
      <div className={styles['buttons']}>
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
      </div>
    </div>
  )
}
