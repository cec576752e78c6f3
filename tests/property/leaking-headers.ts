import { randomInt } from 'node:crypto'
import { writeCounter } from '../../src/crypto/bytes.ts'
import { randomBytes } from '../../src/crypto/random.ts'
import { at, slotCount, slotField, slotKinds, writeSum } from '../../src/crypto/v2/header-layout.ts'
import type { AtRest, History } from './observed-histories.ts'
import { slotParts } from './header-features.ts'

/*
 * Headers that give something away, as positive controls: an observer that misses these would prove
 * nothing about the real ones. Each is made from the real headers of a history. None of them has to
 * open, and every slot of a real header looks like any other, so that it doesn't matter which one
 * is replaced.
 */

const randomOrder = (): readonly number[] => {
  const [first = 0, second = 0] = [randomInt(3), randomInt(2)]
  const rest = [0, 1, 2].filter((place) => place !== first)
  return [first, rest[second] ?? 0, rest[1 - second] ?? 0]
}

const changed = (state: AtRest, change: (header: Uint8Array) => void): AtRest => {
  const header = state.header.slice()
  change(header)
  writeSum(header)
  return { ...state, header }
}

/** Random bytes in an absent slot, where the app makes an encapsulation to a discarded key. */
const randomFiller = (history: History): History =>
  history.map((state) =>
    changed(state, (header) => {
      const absent = slotKinds.filter((kind) => state.credentials[kind] === null).length
      for (const place of randomOrder().slice(0, absent)) {
        const field = slotField(header, place)
        field.set(randomBytes(field.length))
      }
    }),
  )

/** The number of the write, in the reserved bytes of the clear fields. */
const epochInClear = (history: History): History =>
  history.map((state) => changed(state, (header) => writeCounter(header, at.reserved, state.epoch)))

/** The first byte of each slot's body is not encrypted. */
const kindInClear = (history: History): History =>
  history.map((state) =>
    changed(state, (header) => {
      for (const [index, place] of randomOrder().entries()) {
        const kind = slotKinds[index]
        const isThere = kind !== undefined && state.credentials[kind] !== null
        slotField(header, place)[slotParts.body.from] = isThere ? index + 1 : 0
      }
    }),
  )

/** A slot is written again only if its credential changed. */
const slotsThatStay = (history: History): History => {
  const places = randomOrder()
  const made: AtRest[] = []
  for (const state of history) {
    const before = made.at(-1)
    made.push(
      changed(state, (header) => {
        if (before === undefined) return
        for (const [index, kind] of slotKinds.entries()) {
          const place = places[index] ?? 0
          if (state.credentials[kind] !== before.credentials[kind]) continue
          slotField(header, place).set(slotField(before.header, place))
        }
      }),
    )
  }
  return made
}

export const leaks = { randomFiller, epochInClear, kindInClear, slotsThatStay } as const
export type Leak = keyof typeof leaks

if (slotCount !== 3) throw new Error('written for three slots')
