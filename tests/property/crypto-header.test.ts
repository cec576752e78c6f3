import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { newKdfParams } from '../../src/crypto/kdf.ts'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  createHeader,
  listSlots,
  unlockHeader,
  verifyHeader,
  withoutSlot,
  withSlot,
  withSlotReplaced,
} from '../../src/crypto/v1/header.ts'
import { readHeader, slotField } from '../../src/crypto/v1/header-layout.ts'
import { beginRekey, finishRekey } from '../../src/crypto/v1/rekey.ts'
import { readSlot } from '../../src/crypto/v1/slot.ts'
import type { SlotKind } from '../../src/crypto/v1/slot.ts'
import { Failure } from '../../src/shared/failure.ts'
import { exampleHeader, fastRoot } from '../vault-files/fast-derive.ts'

beforeAll(sodiumReady)

const codeOf = (action: () => unknown): string => {
  try {
    action()
    return 'done'
  } catch (cause) {
    return cause instanceof Failure ? cause.code : 'untyped'
  }
}

type Live = { kind: SlotKind; credential: string; kdf: KdfParams }

/** The expected header beside the actual one. */
type Model = { header: Uint8Array; vaultKey: Secret; slots: Map<number, Live>; kdfs: KdfParams[] }

const create = (): Model => {
  const kdfs = [newKdfParams(), newKdfParams({ passes: 4, memoryKiB: 65_536 })]
  const [kdf] = kdfs
  if (kdf === undefined) throw new Error('no parameters')
  const vaultKey = Secret.random()
  const root = fastRoot('first', kdf)
  const header = createHeader([{ kind: 'passphrase', root, kdf }], vaultKey)
  const first: Live = { kind: 'passphrase', credential: 'first', kdf }
  return { header, vaultKey, slots: new Map([[0, first]]), kdfs }
}

type Step = { do: 'add' | 'replace' | 'remove'; kind: SlotKind; group: number; pick: number }
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('add', 'add', 'replace', 'remove'),
  kind: fc.constantFrom('passphrase', 'recovery', 'wipe'),
  group: fc.nat(1),
  pick: fc.nat(),
})

const opening = (model: Model): number =>
  [...model.slots.values()].filter(({ kind }) => kind !== 'wipe').length

const apply = (model: Model, { do: action, kind, group, pick }: Step, name: string): void => {
  const used = [...model.slots.keys()]
  const index = used[pick % used.length] ?? 0
  const kdf = model.kdfs[group] ?? newKdfParams()
  const slot = { kind, kdf, root: fastRoot(name, kdf) }
  const live: Live = { kind, credential: name, kdf }
  const lastOpening = opening(model) === 1 && model.slots.get(index)?.kind !== 'wipe'
  const { header, vaultKey } = model
  if (action === 'add') {
    if (model.slots.size === 12) {
      expect(codeOf(() => withSlot(header, vaultKey, slot))).toBe('too-big')
      return
    }
    const added = withSlot(header, vaultKey, slot)
    model.header = added.header
    model.slots.set(added.index, live)
  } else if (action === 'replace') {
    if (lastOpening && kind === 'wipe') {
      expect(codeOf(() => withSlotReplaced(header, vaultKey, index, slot))).toBe('in-use')
      return
    }
    model.header = withSlotReplaced(header, vaultKey, index, slot)
    model.slots.set(index, live)
  } else {
    if (lastOpening) {
      expect(codeOf(() => withoutSlot(header, vaultKey, index))).toBe('in-use')
      return
    }
    model.header = withoutSlot(header, vaultKey, index)
    model.slots.delete(index)
  }
}

const check = ({ header, vaultKey, slots }: Model, gone: readonly Live[]): void => {
  expect(verifyHeader(header, vaultKey)).toBe(true)
  expect(verifyHeader(header, Secret.random())).toBe(false)
  expect(listSlots(header, vaultKey).map(({ index, kind }) => [index, kind])).toEqual(
    [...slots]
      .map(([index, { kind }]) => [index, kind])
      .sort((a, b) => Number(a[0]) - Number(b[0])),
  )
  for (const [index, { kind, credential, kdf }] of slots) {
    const opened = unlockHeader(header, fastRoot(credential, kdf), kdf)
    expect(opened).toMatchObject({ index, kind })
    if (opened?.kind !== 'wipe') expect(opened?.vaultKey.equals(vaultKey)).toBe(true)
    else expect(Object.keys(opened).sort()).toEqual(['group', 'index', 'kind', 'wipeMask'])
    expect(unlockHeader(header, fastRoot(`${credential}?`, kdf), kdf)).toBeNull()
  }
  for (const { credential, kdf } of gone) {
    expect(unlockHeader(header, fastRoot(credential, kdf), kdf)).toBeNull()
  }
}

describe('a header', () => {
  test('holds what it should after any sequence of changes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const model = create()
        const gone: Live[] = []
        for (const [i, next] of steps.entries()) {
          const before = { header: model.header, slots: new Map(model.slots) }
          apply(model, next, `credential ${i}`)
          if (model.header === before.header) continue
          expect(readHeader(model.header).epoch).toBe(readHeader(before.header).epoch + 1)
          for (const [index, live] of before.slots) {
            // Other credentials' slots are not sealed again, since those credentials are not
            // available.
            if (model.slots.get(index) === live) {
              expect(slotField(model.header, index)).toEqual(slotField(before.header, index))
            } else gone.push(live)
          }
        }
        check(model, gone)
      }),
      { numRuns: 40 },
    )
  })

  test('takes no third set of parameters while both groups are in use', () => {
    const { header, vaultKey } = exampleHeader()
    const add = (from: Uint8Array, name: string): Uint8Array => {
      const kdf = newKdfParams()
      const slot = { kind: 'passphrase', root: fastRoot(name, kdf), kdf } as const
      return withSlot(from, vaultKey, slot).header
    }
    const two = add(header, 'second')
    expect(codeOf(() => add(two, 'third'))).toBe('conflict')
    // Removing a slot frees its group.
    const [first, second] = listSlots(two, vaultKey)
    expect([first?.group, second?.group]).toEqual([0, 0])
    const freed = withoutSlot(withoutSlot(two, vaultKey, 0), vaultKey, 1)
    expect(readHeader(freed).kdf[0]).toBeNull()
    expect(codeOf(() => add(freed, 'third'))).toBe('done')
  })

  test('refuses one credential twice', () => {
    const { header, vaultKey, kdf } = exampleHeader()
    const slot = { kind: 'wipe', root: fastRoot('passphrase', kdf), kdf } as const
    expect(codeOf(() => withSlot(header, vaultKey, slot))).toBe('exists')
    expect(codeOf(() => withSlotReplaced(header, vaultKey, 1, slot))).toBe('exists')
  })

  test('is not changed by another vault key, nor when it was tampered with', () => {
    const { header, vaultKey } = exampleHeader()
    expect(codeOf(() => withoutSlot(header, Secret.random(), 1))).toBe('damaged')
    const changed = header.slice()
    changed[4000] = (changed[4000] ?? 0) ^ 1
    expect(codeOf(() => withoutSlot(changed, vaultKey, 1))).toBe('damaged')
  })

  test('records inside its seal which slot needs a key file, and shows it nowhere else', () => {
    const { header, vaultKey, kdf } = exampleHeader()
    const slot = {
      kind: 'passphrase',
      root: fastRoot('with file', kdf),
      kdf,
      keyFile: true,
    } as const
    const { header: changed, index } = withSlot(header, vaultKey, slot)
    expect(listSlots(changed, vaultKey)[index]).toMatchObject({ index, keyFile: true })
    expect(listSlots(changed, vaultKey)[0]).toMatchObject({ keyFile: false })
  })

  test('refuses to be made with nothing that opens it, or too much', () => {
    const kdf = newKdfParams()
    const key = Secret.random()
    const slot = (kind: SlotKind, name: string) => ({ kind, root: fastRoot(name, kdf), kdf })
    const many = Array.from({ length: 13 }, (_, i) => slot('passphrase', String(i)))
    expect(codeOf(() => createHeader([], key))).toBe('invalid')
    expect(codeOf(() => createHeader([slot('wipe', 'w')], key))).toBe('invalid')
    expect(codeOf(() => createHeader(many, key))).toBe('invalid')
    const weak = { ...slot('passphrase', 'p'), kdf: { ...kdf, memoryKiB: 1024 } }
    expect(codeOf(() => createHeader([weak], key))).toBe('kdf-bounds')
  })

  test('keeps wipe slots through a rekey, and drops what was not entered again', () => {
    const { header, vaultKey, kdf } = exampleHeader()
    const wipe = { kind: 'wipe', root: fastRoot('wipe', kdf), kdf } as const
    const start = withSlot(header, vaultKey, wipe).header
    const nextKey = Secret.random()
    const kept = [{ index: 0, root: fastRoot('passphrase', kdf) }]
    const begun = beginRekey(start, vaultKey, nextKey, kept)
    expect(codeOf(() => beginRekey(begun, vaultKey, nextKey, kept))).toBe('conflict')
    expect(codeOf(() => withoutSlot(begun, vaultKey, 2))).toBe('conflict')
    expect(codeOf(() => finishRekey(start, vaultKey, nextKey, kept))).toBe('conflict')
    const done = finishRekey(begun, vaultKey, nextKey, kept)
    expect(listSlots(done, nextKey).map(({ kind }) => kind)).toEqual(['passphrase', 'wipe'])
    expect(verifyHeader(done, nextKey)).toBe(true)
    expect(verifyHeader(done, vaultKey)).toBe(false)
    expect(unlockHeader(done, fastRoot('recovery', kdf), kdf)).toBeNull()
    const wrong = [{ index: 0, root: Secret.random() }]
    expect(codeOf(() => beginRekey(start, vaultKey, nextKey, wrong))).toBe('wrong-passphrase')
    expect(codeOf(() => beginRekey(start, vaultKey, nextKey, []))).toBe('in-use')
  })
})

describe('a slot', () => {
  test('is skipped when its commitment alone differs, whatever it contains', () => {
    const { header, kdf } = exampleHeader()
    const [root, other] = [fastRoot('passphrase', kdf), fastRoot('another', kdf)]
    expect(readSlot(header, 0, 0, root)?.kind).toBe('passphrase')
    for (let at = 0; at < 32; at++) {
      const changed = header.slice()
      slotField(changed, 0)[at]! ^= 1
      // The data sealed after it would still open.
      expect(readSlot(changed, 0, 0, root)).toBeNull()
    }
    expect(readSlot(header, 0, 0, other)).toBeNull()
  })
})
