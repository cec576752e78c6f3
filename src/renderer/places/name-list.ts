import type { GazetteerPlace } from './place.ts'

/** Names joined in one string: the engine's native search is faster than any loop. */
export type NameList = {
  readonly text: string
  /** Start offset of each name, and its place. */
  readonly starts: readonly number[]
  readonly owners: readonly GazetteerPlace[]
}

const mark = '\n'

export const createNameList = (names: readonly (readonly [string, GazetteerPlace])[]): NameList => {
  const starts: number[] = []
  let at = mark.length
  for (const [name] of names) {
    starts.push(at)
    at += name.length + mark.length
  }
  const text = mark + names.map(([name]) => name + mark).join('')
  return { text, starts, owners: names.map(([, place]) => place) }
}

const ownerAt = ({ starts, owners }: NameList, position: number): GazetteerPlace | undefined => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return owners[low]
}

/** Quality of a match: the whole name, its beginning, the beginning of a word in it. */
export type Fit = 0 | 1 | 2

/** Reports every name that begins with `wanted`, or has a word that does. */
export const findNames = (
  list: NameList,
  wanted: string,
  tell: (place: GazetteerPlace, fit: Fit) => void,
): void => {
  // A single letter begins a word of nearly every name, so only names are matched.
  for (const before of /^[a-z]$/.test(wanted) ? [mark] : [mark, ' ']) {
    const needle = before + wanted
    let at = list.text.indexOf(needle)
    while (at >= 0) {
      const owner = ownerAt(list, at + 1)
      const isWhole = list.text[at + needle.length] === mark
      if (owner !== undefined) tell(owner, before === ' ' ? 2 : isWhole ? 0 : 1)
      at = list.text.indexOf(needle, at + 1)
    }
  }
}
