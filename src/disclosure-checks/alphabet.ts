import type { Program } from './program.ts'
import { lastNotAbove } from './sentences.ts'

/**
 * The letters that the rules distinguish: to every rule, all code points between two neighbouring
 * bounds are the same. A text is written in these classes once, and every rule reads that.
 */
export class Alphabet {
  /** First code point of each class, in order, beginning with 0. */
  readonly bounds: readonly number[]
  readonly #classes: Uint16Array

  constructor(programs: readonly Program[]) {
    const bounds = new Set<number>([0])
    for (const program of programs) {
      for (const ranges of new Set(program.ranges)) {
        if (ranges === undefined) continue
        ranges.forEach((bound, index) => bounds.add(index % 2 === 0 ? bound : bound + 1))
      }
    }
    this.bounds = [...bounds].sort((a, b) => a - b)
    this.#classes = new Uint16Array(0x1_0000)
    let next = 0
    for (let unit = 0; unit < 0x1_0000; unit += 1) {
      if (this.bounds[next + 1] === unit) next += 1
      this.#classes[unit] = next
    }
  }

  /** The class of a surrogate pair's second half: the first half is read as the whole. */
  get rest(): number {
    return this.bounds.length
  }

  write(text: string): Uint16Array {
    const written = new Uint16Array(text.length)
    const classes = this.#classes
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      written[at] = classes[unit] ?? 0
      if (unit < 0xd800 || unit > 0xdbff) continue
      const whole = text.codePointAt(at) ?? 0
      if (whole < 0x1_0000) continue
      written[at] = lastNotAbove(this.bounds, whole)
      at += 1
      written[at] = this.rest
    }
    return written
  }

  /** The classes that occur in a text written in them. */
  met(written: Uint16Array): readonly number[] {
    const isMet = new Uint8Array(this.rest + 1)
    for (let at = 0; at < written.length; at += 1) isMet[written[at] ?? 0] = 1
    return [...isMet.keys()].filter((each) => isMet[each] === 1)
  }
}
