import type { RE2JS } from 're2js'
import { joined } from './letters.ts'

/** A match: of the whole pattern from `whole`, and of the group that is the finding. */
export interface Place {
  readonly whole: number
  readonly start: number
  readonly end: number
}

/** What may stand before the shortest form of a match comes in steps no longer than this. */
const step = 20

/** So many places in a row where nothing starts end the search. */
const failures = 7

/** How far a match may go on after its shortest form; the few longer ones are looked at again. */
const further = 48
const longest = 1_000

/**
 * The least `n` in (0, high] for which `holds`, which stays true once it is. Tries short lengths
 * first: about 2 log2(n) tests, and none much longer than `n`.
 */
function least(high: number, holds: (n: number) => boolean): number {
  let no = 0
  let yes = 16
  while (yes < high && !holds(yes)) {
    no = yes
    yes *= 2
  }
  yes = Math.min(yes, high)
  while (yes - no > 1) {
    const middle = (no + yes) >>> 1
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

/**
 * The first match in `text` at or after `from`. The engine finds spans with its NFA, which is slow
 * on large patterns; its DFA only answers yes or no, about a hundred times faster. So the DFA is
 * asked where the earliest match ends, where the last start for that end is, and how far to the
 * left a start may lie; the NFA then runs once, anchored, over the match alone.
 */
export function locate(
  machine: RE2JS,
  text: string,
  from: number,
  group: 0 | 1,
): Place | undefined {
  const rest = from === 0 ? text : text.slice(from)
  if (!machine.test(rest)) return undefined
  const end = least(rest.length, (n) => machine.test(rest.slice(0, n)))
  const latest = end - least(end, (n) => machine.test(rest.slice(end - n, end)))
  let start = latest
  let failed = 0
  for (let at = latest - 1; at >= Math.max(0, start - step) && failed < failures; at -= 1) {
    // A word is not entered in its middle.
    if (joined(rest[at - 1] ?? ' ', rest[at] ?? ' ')) continue
    failed += 1
    if (!machine.testExact(rest.slice(at, end))) continue
    start = at
    failed = 0
  }
  return matchAt(machine, text, from + start, group, end - start + further)
}

/** The match that starts at `at`, as long as the pattern prefers it. */
export function matchAt(
  machine: RE2JS,
  text: string,
  at: number,
  group: 0 | 1,
  reach = 2 * further,
): Place | undefined {
  let matcher = machine.matcher(text.slice(at, at + reach))
  if (!matcher.lookingAt()) return undefined
  if (matcher.end() === reach) {
    matcher = machine.matcher(text.slice(at, at + longest))
    if (!matcher.lookingAt()) return undefined
  }
  return { whole: at, start: at + matcher.start(group), end: at + matcher.end(group) }
}
