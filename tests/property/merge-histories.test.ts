import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestryIn, nearestCommon } from '../../src/main/exchange/common-ancestor.ts'
import { headsOf, merge } from '../../src/main/exchange/merge.ts'
import type { RevisionNode } from '../../src/main/exchange/merge.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import { several } from '../in-full.ts'

/** The state of one device: a tree for each record, and the records that it erased permanently. */
type Device = { readonly trees: Map<string, RevisionNode[]>; readonly purged: Set<string> }
/** A file: whole trees of some records, as of when it was written. */
type Bundle = ReadonlyMap<string, readonly RevisionNode[]>

// The first few are equally likely: without `noBias`, small numbers would be drawn more often.
const pick = fc.noBias(fc.nat(59))
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ act: fc.constant('create' as const), by: pick }) },
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant('edit' as const), by: pick, record: pick }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('merge' as const), by: pick, record: pick }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('purge' as const), by: pick, record: pick }),
  },
  // The records that are included, as bits of a number.
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('write' as const),
      by: pick,
      which: fc.constantFrom(255, 255, 85, 170, 51),
    }),
  },
  // A file may arrive late, twice, or never.
  {
    weight: 10,
    arbitrary: fc.record({ act: fc.constant('carry' as const), by: pick, file: fc.nat(5) }),
  },
)
const history = fc.record({
  devices: fc.integer({ min: 2, max: 5 }),
  steps: fc.array(step, { minLength: 8, maxLength: 50, size: 'max' }),
  order: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
type Drawn = typeof history extends fc.Arbitrary<infer H> ? H : never

const newDevice = (): Device => ({ trees: new Map(), purged: new Set() })

/** Imports a whole file, with the function that plans imports. */
const receive = (device: Device, bundle: Bundle): void => {
  for (const [record, incoming] of bundle) {
    if (device.purged.has(record)) continue
    const local = device.trees.get(record) ?? []
    const { added, heads } = merge(local, incoming)
    const tree = [...local, ...added]
    if (heads.join() !== headsOf(tree).join()) throw new Error('other heads')
    device.trees.set(record, tree)
  }
}

const everythingOf = ({ trees }: Device): Bundle => new Map(trees)

const namesOf = (nodes: readonly RevisionNode[]): string[] => nodes.map(({ id }) => id).sort()

/** Records, revisions and heads, in one comparable form; without the given records. */
const stateOf = ({ trees }: Device, without: ReadonlySet<string> = new Set()) =>
  [...trees]
    .filter(([record]) => !without.has(record))
    .map(([record, nodes]) => [record, namesOf(nodes), headsOf(nodes)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))

type Played = {
  readonly devices: readonly Device[]
  readonly files: readonly Bundle[]
  /** Every revision ever made, with its record. */
  readonly made: readonly (readonly [string, RevisionId])[]
}

const play = ({ devices: count, steps }: Drawn): Played => {
  const devices = Array.from({ length: count }, newDevice)
  const files: Bundle[] = []
  const made: (readonly [string, RevisionId])[] = []
  const got = devices.map(() => new Map<string, Set<RevisionId>>())
  const note = (at: number, record: string, ids: readonly RevisionId[]): void => {
    const known = got[at]?.get(record) ?? new Set()
    for (const id of ids) known.add(id)
    got[at]?.set(record, known)
  }
  const revise = (at: number, record: string, parents: readonly RevisionId[]): void => {
    const device = devices[at] as Device
    const id = `r${made.length}` as RevisionId
    made.push([record, id])
    device.trees.set(record, [...(device.trees.get(record) ?? []), { id, parents }])
    note(at, record, [id])
  }
  // Every history begins with records that all devices have.
  revise(0, 'record 0', [])
  revise(0, 'record 1', [])
  files.push(everythingOf(devices[0] as Device))
  for (const [at, device] of devices.entries()) {
    receive(device, files[0] as Bundle)
    for (const [record, nodes] of device.trees)
      note(
        at,
        record,
        nodes.map(({ id }) => id),
      )
  }
  for (const one of steps) {
    const at = one.by % count
    const device = devices[at] as Device
    const mine = [...device.trees.keys()].sort()
    if (one.act === 'create') revise(at, `record ${made.length}`, [])
    else if (one.act === 'write') {
      const chosen = mine.filter((_, n) => ((one.which >> (n % 8)) & 1) === 1)
      files.push(new Map(chosen.map((name) => [name, device.trees.get(name) ?? []])))
    } else if (one.act === 'carry') {
      const file = files.at(-1 - (one.file % files.length))
      if (file === undefined) continue
      receive(device, file)
      for (const [record, nodes] of file)
        note(
          at,
          record,
          nodes.map(({ id }) => id),
        )
    } else {
      const isParted = (name: string): boolean => headsOf(device.trees.get(name) ?? []).length > 1
      const fitting = one.act === 'merge' ? mine.filter(isParted) : mine
      const record = fitting[one.record % Math.max(1, fitting.length)]
      if (record === undefined) continue
      const heads = headsOf(device.trees.get(record) ?? [])
      if (one.act === 'edit') revise(at, record, heads.slice(0, 1))
      if (one.act === 'merge') revise(at, record, heads)
      if (one.act === 'purge') {
        device.trees.delete(record)
        device.purged.add(record)
      }
    }
  }
  // A device that made or received a revision has it, or has purged its record.
  for (const [at, { trees, purged }] of devices.entries()) {
    for (const [record, ids] of got[at] ?? []) {
      if (purged.has(record)) expect(trees.has(record)).toBe(false)
      else {
        const there = new Set(trees.get(record)?.map(({ id }) => id))
        expect([...ids].filter((id) => !there.has(id))).toEqual([])
      }
    }
  }
  return { devices, files, made }
}

/** The same files in a drawn order, some of them twice. */
const shuffled = <T>(items: readonly T[], order: readonly number[]): T[] => {
  const rest = [...items, ...items.filter((_, n) => (order[n % order.length] ?? 0) % 3 === 0)]
  const drawn: T[] = []
  for (let n = 0; rest.length > 0; n += 1) {
    drawn.push(...rest.splice((order[n % order.length] ?? 0) % rest.length, 1))
  }
  return drawn
}

const observer = (files: readonly Bundle[]): Device => {
  const device = newDevice()
  for (const file of files) receive(device, file)
  return device
}

describe('histories of two to five devices', () => {
  it('give the same trees and heads on all devices with the same files, in any order and number', () => {
    fc.assert(
      fc.property(history, (drawn) => {
        const { files } = play(drawn)
        const once = stateOf(observer(files))
        expect(stateOf(observer([...files].reverse()))).toEqual(once)
        expect(stateOf(observer(shuffled(files, drawn.order)))).toEqual(once)
        expect(stateOf(observer([...files, ...files]))).toEqual(once)
      }),
      { numRuns: several(3_000, 10_000) },
    )
  })

  it('end the same on all devices, except records that a device purged, and lose no revision', () => {
    let [withConflict, withMerge, withPurge] = [0, 0, 0]
    fc.assert(
      fc.property(history, (drawn) => {
        const { devices, made } = play(drawn)
        // As after a loss of unknown files, every device writes all that it has.
        const last = devices.map(everythingOf)
        for (const device of devices) for (const file of last) receive(device, file)
        for (const [record, id] of made) {
          for (const { trees, purged } of devices) {
            const isThere = trees.get(record)?.some((node) => node.id === id) ?? false
            const isNowhere = devices.every((one) => !one.trees.has(record))
            // The device that made the revision may have purged the record before exporting it.
            const wasPurged = purged.has(record) || devices.some((one) => one.purged.has(record))
            expect(isThere || wasPurged).toBe(true)
            if (isNowhere) expect(devices.some((one) => one.purged.has(record))).toBe(true)
          }
        }
        if (devices.some(({ trees }) => [...trees.values()].some((t) => headsOf(t).length > 1))) {
          withConflict += 1
        }
        if (devices.some(({ purged }) => purged.size > 0)) withPurge += 1
        if (devices.some(({ trees }) => [...trees.values()].flat().some(isMerge))) withMerge += 1
        const gone = new Set(devices.flatMap(({ purged }) => [...purged]))
        const states = devices.map((device) => stateOf(device, gone))
        for (const state of states) expect(state).toEqual(states[0])
      }),
      { numRuns: several(3_000, 10_000) },
    )
    // Guards against trivial histories.
    expect(withConflict).toBeGreaterThan(several(300, 1_000))
    expect(withMerge).toBeGreaterThan(several(150, 500))
    expect(withPurge).toBeGreaterThan(several(300, 1_000))
  })

  it('come to one head each once a device merges all revisions', () => {
    fc.assert(
      fc.property(history, (drawn) => {
        const { devices, files } = play({ ...drawn, steps: drawn.steps.filter(isNoPurge) })
        const [first, ...others] = devices.map((device) =>
          observer([everythingOf(device), ...files, ...devices.map(everythingOf)]),
        )
        for (const [record, nodes] of first?.trees ?? []) {
          const heads = headsOf(nodes)
          if (heads.length < 2) continue
          const merged = { id: `merge of ${heads.join()}` as RevisionId, parents: heads }
          first?.trees.set(record, [...nodes, merged])
        }
        for (const other of others) {
          receive(other, everythingOf(first as Device))
          expect(stateOf(other)).toEqual(stateOf(first as Device))
        }
        for (const [, , heads] of stateOf(first as Device)) expect(heads).toHaveLength(1)
      }),
      { numRuns: 2_000 },
    )
  })
})

const isMerge = ({ parents }: RevisionNode): boolean => parents.length > 1
const isNoPurge = ({ act }: Step): boolean => act !== 'purge'

describe('the nearest common revisions', () => {
  it('are ancestors of each version, and none is newer than another', () => {
    fc.assert(
      fc.property(history, (drawn) => {
        for (const { trees } of play(drawn).devices) {
          for (const nodes of trees.values()) {
            const heads = headsOf(nodes)
            const bases = nearestCommon(nodes, heads)
            for (const base of bases) {
              for (const head of heads) expect(ancestryIn(nodes)(head).has(base)).toBe(true)
              for (const other of bases) {
                if (other !== base) expect(ancestryIn(nodes)(other).has(base)).toBe(false)
              }
            }
            const common = nodes.filter(({ id }) =>
              heads.every((head) => ancestryIn(nodes)(head).has(id)),
            )
            // Every revision that all versions share is one of these or older than one of them.
            for (const { id } of common) {
              expect(bases.some((base) => ancestryIn(nodes)(base).has(id))).toBe(true)
            }
          }
        }
      }),
      { numRuns: 2_000 },
    )
  })

  const n = (id: string, ...parents: string[]): RevisionNode => ({
    id: id as RevisionId,
    parents: parents as RevisionId[],
  })
  const near = (nodes: RevisionNode[], ...tips: string[]) =>
    nearestCommon(nodes, tips as RevisionId[])

  it('are the last state before a fork, none for unrelated versions, both where lines crossed', () => {
    const fork = [n('a'), n('b', 'a'), n('c', 'b'), n('d', 'b')]
    expect(near(fork, 'c', 'd')).toEqual(['b'])
    expect(near(fork, 'c', 'b')).toEqual(['b'])
    expect(near([n('a'), n('b')], 'a', 'b')).toEqual([])
    const crossed = [n('a'), n('x', 'a'), n('y', 'a'), n('p', 'x', 'y'), n('q', 'x', 'y')]
    expect(near(crossed, 'p', 'q')).toEqual(['x', 'y'])
    expect(near([n('c', 'gone'), n('d', 'gone')], 'c', 'd')).toEqual([])
  })
})
