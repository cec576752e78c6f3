import type { Random } from '../../scripts/soak/random.ts'
import { canonicalBytes } from '../../src/main/exchange/strict-json.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { changed, words } from '../faults/mutate.ts'
import { changeTree } from './change-json.ts'
import type { Tree } from './change-json.ts'

/** A parser, the inputs to begin with, and changes that get past its outer checks. */
export type FuzzTarget = {
  /** Accepted inputs. */
  readonly seeds: readonly Uint8Array[]
  /** Accepts the input, or throws a Failure. Any other error is a fault. */
  readonly read: (input: Uint8Array) => unknown
  /**
   * Changes an input and then makes its digests and signatures fit again, with the keys of the
   * corpus; null where the input is too broken for that.
   */
  readonly change: (input: Uint8Array, other: Uint8Array, random: Random) => Uint8Array | null
  /** Removes what the target made. */
  readonly end?: () => void
}

/** The inputs of longer texts are cut: a parser's bounds have tests of their own. */
export const mostInputBytes = 128 * 1024

/** One to four changes of bytes: bits, bytes, parts, words of the formats, parts of another input. */
export const changedBytes = (input: Uint8Array, other: Uint8Array, random: Random): Uint8Array => {
  let bytes = input
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    bytes = changed(bytes, [other], {
      act: random.pick(['flip', 'set', 'take', 'double', 'cut', 'exchange', 'word']),
      at: random.below(2 ** 31),
      length: random.below(64),
      bit: random.below(8),
      value: random.pick([0, 0x7f, 0x80, 0xff, 0x30, 0x39]),
      word: random.pick(words),
      other: 0,
      from: random.below(2 ** 31),
    })
  }
  return Uint8Array.from(bytes.subarray(0, mostInputBytes))
}

/** The document in these bytes; null: none. */
export const treeIn = (bytes: Uint8Array): Tree | null => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Tree
  } catch {
    return null
  }
}

/** The canonical bytes of a document; null where it has no canonical form. */
export const bytesOfTree = (tree: Tree): Uint8Array | null => {
  try {
    return canonicalBytes(tree as Canonical)
  } catch {
    return null
  }
}

/** One to three changes of a document, mended, as canonical bytes. */
export const changedJson =
  (mend: (tree: Tree) => Tree): FuzzTarget['change'] =>
  (input, other, random) => {
    const tree = treeIn(input)
    if (tree === null) return null
    for (let left = 1 + random.below(3); left > 0; left -= 1) {
      changeTree(tree, treeIn(other), random)
    }
    return bytesOfTree(random.below(5) === 0 ? tree : mend(tree))
  }

/** `mend` where it succeeds; a document that has lost its form stays as it is. */
export const whereItFits =
  (mend: (tree: Tree) => Tree) =>
  (tree: Tree): Tree => {
    try {
      return mend(tree)
    } catch {
      return tree
    }
  }
