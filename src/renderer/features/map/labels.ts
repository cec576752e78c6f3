/** A name on the map, and where it would stand. */
export interface Label {
  readonly id: string
  readonly text: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle'
}

const letter = 7.2
const wideLetter = 13
const height = 18

/** A guess that is rather too wide: what is measured would have to be drawn first. */
const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, each) =>
      sum +
      (/[\u{1100}-\u{11ff}\u{3000}-\u{9fff}\u{ac00}-\u{d7af}]/u.test(each) ? wideLetter : letter),
    0,
  )

type Box = readonly [left: number, top: number, right: number, bottom: number]

const boxOf = ({ text, x, y, anchor }: Label): Box => {
  const width = widthOf(text)
  const left = anchor === 'start' ? x : x - width / 2
  return [left, y - height / 2, left + width, y + height / 2]
}

const meet = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

/** Those that have room, the first before the later ones; `always` has it whatever comes. */
export const roomFor = (labels: readonly Label[], always: string | null): Label[] => {
  const first = labels.filter(({ id }) => id === always)
  const taken: Box[] = []
  return [...first, ...labels.filter(({ id }) => id !== always)].filter((label) => {
    const box = boxOf(label)
    if (taken.some((other) => meet(box, other))) return false
    taken.push(box)
    return true
  })
}
