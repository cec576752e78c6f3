/** A name that is written beside a point of the map. */
export type LabelWish = {
  readonly id: string
  readonly text: string
  readonly x: number
  readonly y: number
  /** Radius of the mark that the label keeps clear of. */
  readonly size: number
  /** Written at the right of its mark first; otherwise below it. */
  readonly isTown: boolean
}

/** A label in its place; with a line to its mark if it had to move away. */
export type PlacedLabel = {
  readonly id: string
  readonly text: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly leader: readonly [x1: number, y1: number, x2: number, y2: number] | null
}

const letter = 7.2
const wideLetter = 13
const height = 18
const gap = 6
/** Distances of a label that does not fit at its mark. */
const leads = [26, 44, 66] as const
const mostLabels = 150

/** An overestimate: exact measurement would require rendering first. */
const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, each) =>
      sum +
      (/[\u{1100}-\u{11ff}\u{3000}-\u{9fff}\u{ac00}-\u{d7af}]/u.test(each) ? wideLetter : letter),
    0,
  )

type LabelBox = readonly [left: number, top: number, right: number, bottom: number]

const meet = (a: LabelBox, b: LabelBox): boolean =>
  a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

const boxOf = ({ x, y, anchor }: Omit<PlacedLabel, 'id' | 'text'>, width: number): LabelBox => {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return [left, y - height / 2, left + width, y + height / 2]
}

type LabelSpot = Omit<PlacedLabel, 'id' | 'text'>

/** Where a label may be, the best place first. */
const spotsOf = ({ x, y, size, isTown }: LabelWish): readonly LabelSpot[] => {
  const right: LabelSpot = { x: x + size + gap, y, anchor: 'start', leader: null }
  const left: LabelSpot = { x: x - size - gap, y, anchor: 'end', leader: null }
  const below: LabelSpot = { x, y: y + Math.min(size, 12) + 12, anchor: 'middle', leader: null }
  const above: LabelSpot = { x, y: y - Math.min(size, 12) - 12, anchor: 'middle', leader: null }
  const away = leads.flatMap((far) =>
    [-40, 40, -140, 140, 0, 180, -90, 90].map((degrees): LabelSpot => {
      const angle = (degrees / 180) * Math.PI
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      const [tipX, tipY] = [x + cos * far, y + sin * far]
      const anchor = Math.abs(cos) < 0.1 ? 'middle' : cos > 0 ? 'start' : 'end'
      const aside = anchor === 'middle' ? 0 : Math.sign(cos) * 3
      return {
        x: tipX + aside,
        y: anchor === 'middle' ? tipY + Math.sign(sin) * (height / 2) : tipY,
        anchor,
        leader: [x, y, tipX, tipY],
      }
    }),
  )
  return [...(isTown ? [right, left, below, above] : [below, right, left, above]), ...away]
}

/**
 * Places labels in order of priority, clear of each other and of all marks. One that fits nowhere
 * is left out, except `always`.
 */
export const placeLabels = (
  wishes: readonly LabelWish[],
  { width, height: depth }: { readonly width: number; readonly height: number },
  always: string | null,
): readonly PlacedLabel[] => {
  const inside = wishes.filter(({ x, y }) => x > 0 && y > 0 && x < width && y < depth)
  const marks = inside.map(({ id, x, y, size, isTown }): readonly [string, LabelBox] => {
    const half = isTown ? size + 2 : 9
    return [id, [x - half, y - half, x + half, y + half]]
  })
  const taken: LabelBox[] = []
  const first = inside.filter(({ id }) => id === always)
  const rest = inside.filter(({ id }) => id !== always).slice(0, mostLabels)
  return [...first, ...rest].flatMap((wish): PlacedLabel[] => {
    const wide = widthOf(wish.text)
    const spots = spotsOf(wish)
    const isFree = (spot: LabelSpot): boolean => {
      const box = boxOf(spot, wide)
      return (
        box[0] >= 0 &&
        box[1] >= 0 &&
        box[2] <= width &&
        box[3] <= depth &&
        !taken.some((other) => meet(box, other)) &&
        !marks.some(([id, other]) => id !== wish.id && meet(box, other))
      )
    }
    const spot = spots.find(isFree) ?? (wish.id === always ? spots[0] : undefined)
    if (spot === undefined) return []
    taken.push(boxOf(spot, wide))
    return [{ id: wish.id, text: wish.text, ...spot }]
  })
}
