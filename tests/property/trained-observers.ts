import { at, headerBytes } from '../../src/crypto/v2/header-layout.ts'
import { featuresOf } from './header-features.ts'

/*
 * Classifiers that learn from rows of headers whose answers are known. Each gives a score: the
 * higher, the more it takes the answer for yes.
 */

type Row = readonly Uint8Array[]
export type Examples = { readonly yes: readonly Row[]; readonly no: readonly Row[] }
export type Score = (row: Row) => number
type Train = (examples: Examples) => Score

type Labelled = { readonly vectors: readonly Float64Array[]; readonly labels: readonly number[] }

const labelled = ({ yes, no }: Examples): Labelled => ({
  vectors: [...yes, ...no].map(featuresOf),
  labels: [...yes.map(() => 1), ...no.map(() => 0)],
})

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

/** Brings each feature to mean 0 and variance 1 in the examples; a constant one becomes 0. */
const standardiser = (vectors: readonly Float64Array[]): ((of: Float64Array) => Float64Array) => {
  const size = vectors[0]?.length ?? 0
  const [means, squares] = [new Float64Array(size), new Float64Array(size)]
  for (const vector of vectors) {
    for (const [index, value] of vector.entries()) {
      means[index] = (means[index] ?? 0) + value / vectors.length
      squares[index] = (squares[index] ?? 0) + (value * value) / vectors.length
    }
  }
  const scales = squares.map((square, index) => {
    const variance = square - (means[index] ?? 0) ** 2
    return variance > 1e-9 ? 1 / Math.sqrt(variance) : 0
  })
  return (vector) =>
    vector.map((value, index) => (value - (means[index] ?? 0)) * (scales[index] ?? 0))
}

/** Logistic regression with a quadratic penalty, by gradient descent with momentum. */
const logisticRegression: Train = (examples) => {
  const { vectors, labels } = labelled(examples)
  const standard = standardiser(vectors)
  const inputs = vectors.map(standard)
  const size = inputs[0]?.length ?? 0
  const [weights, velocity] = [new Float64Array(size), new Float64Array(size)]
  const penalty = 0.3
  const rate = 0.02
  const dot = (input: Float64Array): number => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += (weights[i] ?? 0) * (input[i] ?? 0)
    return sum
  }
  for (let round = 0; round < 60; round++) {
    const gradient = weights.map((weight) => penalty * weight)
    for (const [n, input] of inputs.entries()) {
      const error = (sigmoid(dot(input)) - (labels[n] ?? 0)) / inputs.length
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) + error * (input[i] ?? 0)
    }
    for (let i = 0; i < size; i++) {
      velocity[i] = 0.9 * (velocity[i] ?? 0) - rate * (gradient[i] ?? 0)
      weights[i] = (weights[i] ?? 0) + (velocity[i] ?? 0)
    }
  }
  return (row) => dot(standard(featuresOf(row)))
}

const bins = 16
type Stump = {
  readonly feature: number
  readonly above: number
  readonly low: number
  readonly high: number
}

/** The values between which a sixteenth of the examples lies each. */
const thresholdsOf = (values: readonly number[]): readonly number[] => {
  const sorted = [...values].sort((a, b) => a - b)
  return Array.from(
    { length: bins - 1 },
    (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / bins)] ?? 0,
  )
}

/** Gradient boosting of decision stumps on logistic loss, at sixteen quantiles of each feature. */
const boostedStumps: Train = (examples) => {
  const { vectors, labels } = labelled(examples)
  const size = vectors[0]?.length ?? 0
  const thresholds = Array.from({ length: size }, (_, feature) =>
    thresholdsOf(vectors.map((vector) => vector[feature] ?? 0)),
  )
  const binned = thresholds.map((cuts, feature) =>
    Uint8Array.from(
      vectors,
      (vector) => cuts.filter((above) => (vector[feature] ?? 0) >= above).length,
    ),
  )
  const scores = new Float64Array(vectors.length)
  const stumps: Stump[] = []
  for (let round = 0; round < 20; round++) {
    const residuals = scores.map((score, n) => (labels[n] ?? 0) - sigmoid(score))
    const total = residuals.reduce((sum, residual) => sum + residual, 0)
    let best: Stump & { readonly gain: number; readonly bin: number } = {
      gain: -1,
      bin: 0,
      feature: 0,
      above: 0,
      low: 0,
      high: 0,
    }
    for (const [feature, column] of binned.entries()) {
      const [sums, counts] = [new Float64Array(bins), new Uint32Array(bins)]
      for (const [n, bin] of column.entries()) {
        sums[bin] = (sums[bin] ?? 0) + (residuals[n] ?? 0)
        counts[bin] = (counts[bin] ?? 0) + 1
      }
      let [sum, count] = [0, 0]
      for (let bin = 1; bin < bins; bin++) {
        sum += sums[bin - 1] ?? 0
        count += counts[bin - 1] ?? 0
        const [rest, others] = [total - sum, vectors.length - count]
        if (count === 0 || others === 0) continue
        const gain = sum ** 2 / count + rest ** 2 / others
        if (gain <= best.gain) continue
        const above = thresholds[feature]?.[bin - 1] ?? 0
        best = { gain, bin, feature, above, low: sum / count, high: rest / others }
      }
    }
    stumps.push(best)
    const column = binned[best.feature] ?? new Uint8Array()
    for (const [n, bin] of column.entries()) {
      scores[n] = (scores[n] ?? 0) + (bin >= best.bin ? best.high : best.low)
    }
  }
  return (row) => {
    const vector = featuresOf(row)
    return stumps.reduce(
      (sum, { feature, above, low, high }) => sum + ((vector[feature] ?? 0) >= above ? high : low),
      0,
    )
  }
}

/** All bits of the last header, then those in which it differs from the one before. */
const rowBytes = (row: Row): Uint8Array => {
  const [after, before] = [row.at(-1), row.at(-2)]
  const bytes = new Uint8Array(2 * headerBytes)
  for (let i = 0; i < headerBytes; i++) {
    bytes[i] = after?.[i] ?? 0
    bytes[headerBytes + i] = (after?.[i] ?? 0) ^ (before?.[i] ?? 0)
  }
  return bytes
}

const onesAtEachBit = (rows: readonly Row[]): Float64Array => {
  const ones = new Float64Array(16 * headerBytes)
  for (const row of rows) {
    const bytes = rowBytes(row)
    for (let i = 0; i < bytes.length; i++) {
      for (let left = bytes[i] ?? 0; left !== 0; left &= left - 1) {
        const bit = 8 * i + Math.log2(left & -left)
        ones[bit] = (ones[bit] ?? 0) + 1
      }
    }
  }
  return ones
}

/** Naive Bayes on the 64 bits that differ most between the answers. */
const chosenBits: Train = ({ yes, no }) => {
  const [inYes, inNo] = [onesAtEachBit(yes), onesAtEachBit(no)]
  const difference = (bit: number): number =>
    Math.abs((inYes[bit] ?? 0) / yes.length - (inNo[bit] ?? 0) / no.length)
  const differences = inYes.map((_, bit) => difference(bit))
  const least = [...differences].sort((a, b) => b - a)[63] ?? 0
  const chosen = [...differences.keys()].filter((bit) => (differences[bit] ?? 0) >= least)
  const share = (ones: Float64Array, rows: readonly Row[], bit: number): number =>
    ((ones[bit] ?? 0) + 1) / (rows.length + 2)
  const weights = chosen.slice(0, 64).map((bit) => {
    const [p, q] = [share(inYes, yes, bit), share(inNo, no, bit)]
    return { bit, one: Math.log(p / q), zero: Math.log((1 - p) / (1 - q)) }
  })
  return (row) => {
    const bytes = rowBytes(row)
    return weights.reduce((sum, { bit, one, zero }) => {
      const isOne = (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1
      return sum + (isOne ? one : zero)
    }, 0)
  }
}

export const trainedObservers = { logisticRegression, boostedStumps, chosenBits } as const

if (at.sum + 32 !== headerBytes) throw new Error('written for another layout')
