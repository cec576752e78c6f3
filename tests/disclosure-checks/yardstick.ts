/** Of the kind that the rules do: so many tables, of 16 KiB each, and a text of so many letters. */
const tables = 48
const places = 1 << 12
const letters = 50_000

const filled = (): { readonly rows: readonly Int32Array[]; readonly text: Uint16Array } => {
  let state = 1
  const next = (): number => (state = (state * 48_271) % 0x7fff_ffff)
  const rows = Array.from({ length: tables }, () => Int32Array.from({ length: places }, next))
  return { rows, text: Uint16Array.from({ length: letters }, () => next() & 0xff) }
}

let work: ReturnType<typeof filled> | undefined

/**
 * One pass of a text through each table, a look for each letter that the next look waits for, as an
 * automaton runs. What slows the rules down from outside, a processor that is shared or caches that
 * others fill, slows this down as much; what is wrong with a rule does not.
 */
export const walk = (): number => {
  const { rows, text } = (work ??= filled())
  let sum = 0
  for (const row of rows) {
    let at = 0
    for (const letter of text) at = ((row[at] ?? 0) + letter) & (places - 1)
    sum += at
  }
  return sum
}

/** Milliseconds that it takes where a limit is meant as it stands. */
const usualMs = 8
const slowest = 2

/**
 * How much more time a machine has that is slower by itself, or at the moment: twice at most, and only
 * once no attempt kept to the limit. The bench makes no such allowance.
 *
 * @param walkMs the best of a few walks.
 */
export const slowness = (walkMs: number): number => Math.min(slowest, Math.max(1, walkMs / usualMs))
