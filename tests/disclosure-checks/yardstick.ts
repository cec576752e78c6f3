/**
 * The size of the work that rules do: this many tables of 16 KiB each, and a text of this many
 * letters.
 */
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
 * One pass of a text through each table, with one dependent lookup for each letter, as an automaton
 * runs. A shared processor or caches filled by other programs slow this down as much as the rules;
 * a fault in a rule does not.
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

/** Milliseconds that a walk takes on a machine to which the limits apply unchanged. */
const usualMs = 8
const slowest = 2

/**
 * The factor by which a slower or busy machine extends a limit: twice at most, and only after no
 * attempt kept to the limit. The bench makes no such allowance.
 *
 * @param walkMs the best of a few walks.
 */
export const slowness = (walkMs: number): number => Math.min(slowest, Math.max(1, walkMs / usualMs))
