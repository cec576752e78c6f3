import type { Random } from '../../scripts/soak/random.ts'

/** A JSON value that is changed in place. */
export type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree }

type Container = Tree[] | { [key: string]: Tree }
type Place = { readonly within: Container; readonly key: string }

const isContainer = (tree: Tree): tree is Container => typeof tree === 'object' && tree !== null

const get = ({ within, key }: Place): Tree =>
  (Array.isArray(within) ? within[Number(key)] : within[key]) ?? null

const set = ({ within, key }: Place, value: Tree): void => {
  if (Array.isArray(within)) within[Number(key)] = value
  // A key such as `__proto__` becomes a member like any other.
  else {
    Object.defineProperty(within, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
}

const remove = ({ within, key }: Place): void => {
  if (Array.isArray(within)) within.splice(Number(key), 1)
  else Reflect.deleteProperty(within, key)
}

/** Every place below a value, the value itself excluded. */
const placesIn = (tree: Tree): Place[] => {
  if (!isContainer(tree)) return []
  return Object.keys(tree).flatMap((key) => {
    const place = { within: tree, key }
    return [place, ...placesIn(get(place))]
  })
}

const values = (): readonly Tree[] => [
  ...[null, true, 0, 1, -1, 2, 2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1, ''],
  ...['0', 'a', '2024-02-30', '9999-12-31', '0000-01-01', '١٢', '\u0000', '\ud800', '\u202e'],
  ...['e\u0301', '북송', 'a'.repeat(5_000), '0'.repeat(64), 'f'.repeat(128), 'scrypt'],
  ...([[], {}, [[]], [null], { a: 1 }] as Tree[]),
]
const keys = ['__proto__', 'constructor', 'toString', 'length', '0', '', 'signature', 'version']

const changedText = (text: string, random: Random): string => {
  const at = random.below(text.length + 1)
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1)
    case 1:
      return (
        text.slice(0, at) + random.pick(['0', 'f', 'Z', ' ', '\u0301', '"', '\\']) + text.slice(at)
      )
    case 2:
      return text.slice(0, at) + random.pick(['0', '9', 'a', '-', '\u00e9']) + text.slice(at + 1)
    case 3:
      return text + text
    default:
      return text.toUpperCase()
  }
}

/** Makes one change somewhere in a document. @param other another document, to take parts from. */
export const changeTree = (tree: Tree, other: Tree, random: Random): void => {
  const places = placesIn(tree)
  if (places.length === 0) return
  const place = random.pick(places)
  const value = get(place)
  const { within } = place
  switch (random.below(9)) {
    case 0:
      remove(place)
      return
    case 1:
      set(place, random.pick(values()))
      return
    case 2: {
      const from = placesIn(other)
      if (from.length > 0) set(place, structuredClone(get(random.pick(from))))
      return
    }
    case 3:
      if (Array.isArray(within)) within.splice(Number(place.key), 0, structuredClone(value))
      else set({ within, key: random.pick(keys) }, structuredClone(value))
      return
    case 4:
      if (Array.isArray(within)) within.reverse()
      else if (isContainer(value) && !Array.isArray(value)) {
        set({ within: value, key: random.pick(keys) }, random.pick(values()))
      }
      return
    case 5: {
      const swapped = random.pick(places)
      const there = structuredClone(get(swapped))
      set(swapped, structuredClone(value))
      set(place, there)
      return
    }
    case 6:
      if (Array.isArray(value)) value.push(...structuredClone(value), random.pick(values()))
      else if (typeof value === 'number') set(place, value + random.pick([-1, 1]))
      return
    default:
      if (typeof value === 'string') set(place, changedText(value, random))
      else if (typeof value === 'number') set(place, random.pick([0, 1, 2, value + 1, -value]))
      else set(place, random.pick(values()))
  }
}
