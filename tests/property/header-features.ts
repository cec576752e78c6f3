import { at, slotBytes, slotCount, slotField } from '../../src/crypto/v2/header-layout.ts'

/*
 * What an observer without credentials measures in headers: in one, and between one and the next.
 * The order of the slots is random, so each measure of a slot counts as the least, the mean and the
 * largest of three.
 */

type Range = { readonly from: number; readonly to: number }

/** The parts of a slot: an ML-KEM-768 ciphertext in two, an X25519 key, and what is made of both. */
export const slotParts = {
  mlkemVector: { from: 0, to: 960 },
  mlkemMessage: { from: 960, to: 1088 },
  x25519: { from: 1088, to: 1120 },
  commitment: { from: 1120, to: 1152 },
  body: { from: 1152, to: slotBytes },
} as const satisfies Record<string, Range>
const parts: readonly Range[] = Object.values(slotParts)

const slotsOf = (header: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: slotCount }, (_, place) => slotField(header, place))

const directoryParts: readonly Range[] = [
  { from: at.directory, to: at.directory + 24 },
  { from: at.directory + 24, to: at.mac - 16 },
  { from: at.mac - 16, to: at.mac },
  { from: at.mac, to: at.sum },
  { from: at.sum, to: at.sum + 32 },
]
const areas: readonly Range[] = [
  ...Array.from({ length: slotCount }, (_, place) => ({
    from: at.slots + place * slotBytes,
    to: at.slots + (place + 1) * slotBytes,
  })),
  { from: at.directory, to: at.mac },
  { from: at.mac, to: at.sum },
]

const cut = (bytes: Uint8Array, { from, to }: Range): Uint8Array => bytes.subarray(from, to)

const spread = (values: readonly number[]): readonly number[] => [
  Math.min(...values),
  values.reduce((sum, value) => sum + value, 0) / values.length,
  Math.max(...values),
]

const onesIn = Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

/** Mean, variance, entropy in bits a byte, share of one bits, share of zero bytes, both ends. */
const statistics = (bytes: Uint8Array): readonly number[] => {
  const counts = new Uint32Array(256)
  let [sum, squares, ones] = [0, 0, 0]
  for (const byte of bytes) {
    counts[byte] = (counts[byte] ?? 0) + 1
    sum += byte
    squares += byte * byte
    ones += onesIn[byte] ?? 0
  }
  let entropy = 0
  for (const count of counts) {
    if (count > 0) entropy -= (count / bytes.length) * Math.log2(count / bytes.length)
  }
  const mean = sum / bytes.length
  return [
    mean,
    squares / bytes.length - mean * mean,
    entropy,
    ones / bytes.length,
    (counts[0] ?? 0) / bytes.length,
    bytes[0] ?? 0,
    bytes[1] ?? 0,
    bytes.at(-1) ?? 0,
  ]
}

/** ML-KEM packs numbers below 3329 into ten bits: a quarter of the values comes up more often. */
const likelihood = ((): Float64Array => {
  const counts = new Float64Array(1024)
  for (let value = 0; value < 3329; value++) {
    const packed = Math.round((1024 * value) / 3329) % 1024
    counts[packed] = (counts[packed] ?? 0) + 1
  }
  return counts.map((count) => Math.log((count * 1024) / 3329))
})()

/** Logarithm of how much more likely a slot begins with an ML-KEM ciphertext than with noise. */
const mlkemEvidence = (slot: Uint8Array): number => {
  let sum = 0
  for (let from = 0; from < slotParts.mlkemVector.to; from += 5) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = slot.subarray(from, from + 5)
    sum +=
      (likelihood[a | ((b & 3) << 8)] ?? 0) +
      (likelihood[(b >> 2) | ((c & 15) << 6)] ?? 0) +
      (likelihood[(c >> 4) | ((d & 63) << 4)] ?? 0) +
      (likelihood[(d >> 6) | (e << 2)] ?? 0)
  }
  return sum
}

/** An X25519 public key is below 2^255: bit 255 is 0, and 1 in half of all random bytes. */
const hasBit255 = (slot: Uint8Array): boolean => (slot[slotParts.x25519.to - 1] ?? 0) > 127

export type HeaderMeasures = {
  readonly mlkemEvidence: number
  /** Slots whose X25519 part no writer of X25519 keys makes. */
  readonly bit255: number
  /** Bits a byte in the bodies. */
  readonly bodyEntropy: number
  readonly all: readonly number[]
}

const measureHeader = (header: Uint8Array): HeaderMeasures => {
  const slots = slotsOf(header)
  const evidence = slots.map(mlkemEvidence)
  const bit255 = slots.filter(hasBit255).length
  const bodies = slots.map((slot) => statistics(cut(slot, slotParts.body)))
  const ofSlots = parts.flatMap((part) => {
    const each = slots.map((slot) => statistics(cut(slot, part)))
    return (each[0] ?? []).flatMap((_, index) => spread(each.map((of) => of[index] ?? 0)))
  })
  return {
    mlkemEvidence: evidence.reduce((sum, of) => sum + of, 0),
    bit255,
    bodyEntropy: bodies.reduce((sum, of) => sum + (of[2] ?? 0), 0) / slots.length,
    all: [
      header.length,
      ...spread(evidence),
      bit255,
      ...ofSlots,
      ...directoryParts.flatMap((part) => statistics(cut(header, part))),
      ...header.subarray(0, at.slots),
    ],
  }
}

const equalBytes = (a: Uint8Array, b: Uint8Array): number => {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) count++
  return count
}

const flippedBits = (a: Uint8Array, b: Uint8Array): number => {
  let count = 0
  for (let i = 0; i < a.length; i++) count += onesIn[(a[i] ?? 0) ^ (b[i] ?? 0)] ?? 0
  return count
}

export type GapMeasures = {
  /** Of three slots, directory and MAC, those with another byte. */
  readonly changedAreas: number
  /** Slots of the first header that are in the second, at any place. */
  readonly slotsThatStay: number
  readonly commitmentsThatStay: number
  readonly isSaltChanged: boolean
  /** How much the clear fields grew, as one number. */
  readonly clearGrowth: number
  readonly all: readonly number[]
}

const measureGap = (before: Uint8Array, after: Uint8Array): GapMeasures => {
  const [old, current] = [slotsOf(before), slotsOf(after)]
  const staying = (part: Range): number =>
    old.filter((a) =>
      current.some((b) => equalBytes(cut(a, part), cut(b, part)) === part.to - part.from),
    ).length
  const isChanged = (area: Range): boolean =>
    equalBytes(cut(before, area), cut(after, area)) < area.to - area.from
  const changedAreas = areas.filter(isChanged).length
  const slotsThatStay = staying({ from: 0, to: slotBytes })
  const commitmentsThatStay = staying(slotParts.commitment)
  const salt: Range = { from: at.salt, to: at.reserved }
  const growth = Array.from(before.subarray(0, at.slots), (byte, i) => (after[i] ?? 0) - byte)
  const shared = parts.flatMap((part) =>
    spread(old.flatMap((a) => current.map((b) => equalBytes(cut(a, part), cut(b, part))))),
  )
  const clearGrowth = growth.reduce((sum, by) => sum + by, 0)
  return {
    changedAreas,
    slotsThatStay,
    commitmentsThatStay,
    isSaltChanged: isChanged(salt),
    clearGrowth,
    all: [
      clearGrowth,
      changedAreas,
      slotsThatStay,
      commitmentsThatStay,
      after.length - before.length,
      ...areas.flatMap((area) => [
        equalBytes(cut(before, area), cut(after, area)),
        flippedBits(cut(before, area), cut(after, area)),
      ]),
      ...shared,
      ...growth,
    ],
  }
}

const headers = new WeakMap<Uint8Array, HeaderMeasures>()
const gaps = new WeakMap<Uint8Array, WeakMap<Uint8Array, GapMeasures>>()

/** Measured once for each header. */
export const headerMeasures = (header: Uint8Array): HeaderMeasures => {
  const known = headers.get(header) ?? measureHeader(header)
  headers.set(header, known)
  return known
}

/** Measured once for each two headers. */
export const gapMeasures = (before: Uint8Array, after: Uint8Array): GapMeasures => {
  const ofBefore = gaps.get(before) ?? new WeakMap<Uint8Array, GapMeasures>()
  gaps.set(before, ofBefore)
  const known = ofBefore.get(after) ?? measureGap(before, after)
  ofBefore.set(after, known)
  return known
}

/** The measures of each gap in a row of headers. */
export const gapsOf = (row: readonly Uint8Array[]): readonly GapMeasures[] =>
  row.slice(1).map((after, index) => gapMeasures(row[index] ?? after, after))

const combined = (
  vectors: readonly (readonly number[])[],
  combine: (values: readonly number[]) => number,
): readonly number[] =>
  (vectors[0] ?? []).map((_, index) => combine(vectors.map((vector) => vector[index] ?? 0)))

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** As many numbers for every row of two headers or more: the last header, the mean, the gaps. */
export const featuresOf = (row: readonly Uint8Array[]): Float64Array => {
  const each = row.map((header) => headerMeasures(header).all)
  const between = gapsOf(row).map(({ all }) => all)
  return Float64Array.from([
    ...(each.at(-1) ?? []),
    ...combined(each, mean),
    ...(between.at(-1) ?? []),
    ...combined(between, (values) => Math.max(...values)),
    ...combined(between, (values) => Math.min(...values)),
  ])
}
