import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import type { Channel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import { limits } from '../../src/shared/limits.ts'
import { inputs, leaves, withLeaf } from '../contract/rows.ts'
import { wholeRows } from '../contract/whole-rows.ts'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { several } from '../in-full.ts'
import { call } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { copyPrepared } from './prepared-vaults.ts'

/** Number of payloads for each channel; `npm run soak -- payloads` sends more. */
const count = Number(process.env['UNDERSTORY_PAYLOADS'] ?? several(10, 100))
const seed = Number(process.env['UNDERSTORY_SEED'] ?? '359102000')
const channels: readonly Channel[] = [...mainChannels, ...vaultChannels]

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\0', '../../etc/passwd', '\u202e', '__proto__', 'ab'.repeat(40)),
  fc.constantFrom("' OR 1=1 --", '9'.repeat(400), 'x'.repeat(70_000), '<img src=x onerror=1>'),
)
const oddValue = fc.oneof(
  { weight: 3, arbitrary: oddText },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  fc.constantFrom<unknown>(-1, 0, 2 ** 53, 1e308, -0.5, true, null, [], {}, [[[[]]]]),
  fc.integer({ min: 1, max: 3_000 }).map((n) => Array.from({ length: n }, () => 'ab'.repeat(16))),
)

/** An input of any form at all, or the channel's own with one part changed or added. */
const payloadOf = (channel: Channel): fc.Arbitrary<unknown> => {
  const rows = [inputs[channel], ...wholeRows(channel)]
  const changed = rows.flatMap((row) =>
    leaves(row).map((path) => oddValue.map((value) => withLeaf(row, path, value))),
  )
  const added = fc
    .tuple(fc.constantFrom(...rows), oddText, oddValue)
    .map(([row, key, value]) => ({ ...(row as object), [`${key}.`]: value }))
  return fc.oneof({ weight: 2, arbitrary: oddValue }, added, ...changed)
}

/** As JSON, which the test driver can send; only payloads that the schema refuses. */
const unfit = (channel: Channel): string[] =>
  fc
    // Some fit by chance, so more are drawn than are wanted.
    .sample(payloadOf(channel), { numRuns: 3 * count, seed })
    .map((payload) => JSON.stringify(payload).replaceAll(/\\ud[89a-f]../gi, '?'))
    .filter((text) => !contract[channel].input.safeParse(JSON.parse(text)).success)
    .slice(0, count)

describe('anything that a compromised page sends', () => {
  let desk: Launched
  beforeAll(async () => {
    desk = await launch({ vault: copyPrepared('heron') })
    const { passphrase } = preparedVaults.heron
    const opened = await call(desk.window, 'vault.unlock', { passphrase, keyFile: null })
    expect(opened).toMatchObject({ ok: true })
    // Payloads do not count as user activity, and a long run exceeds the idle time of the vault.
    const { value } = (await call(desk.window, 'settings.get', {})) as { value: object }
    const patient = { ...value, idleLockMinutes: 120 }
    expect(await call(desk.window, 'settings.set', patient)).toMatchObject({ ok: true })
  })
  afterAll(() => desk.close())

  /** All that could have changed: files, journal, processes, windows. */
  const state = async () => ({
    files: readdirSync(desk.vault, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
      .sort(),
    journal: await call(desk.window, 'journal.list', inputs['journal.list']),
    processes: desk.pids().map(({ pid, type }) => `${String(pid)} ${type}`),
    windows: desk.app.windows().length,
  })

  test(`is refused by every channel, with a code and no effect: ${String(count)} each, seed ${String(seed)}`, async () => {
    const before = await state()
    expect(before.journal).toMatchObject({ ok: true })
    let tried = 0
    for (const channel of channels) {
      const payloads = unfit(channel)
      tried += payloads.length
      const taken = await desk.window.evaluate(
        async ([name, texts]) => {
          type Reply = { readonly ok: boolean; readonly code: string }
          type Bridge = Record<string, (input: unknown) => Promise<Reply>>
          const send = (globalThis as unknown as { api: Bridge }).api[name]
          const others: string[] = []
          for (const text of texts) {
            const reply = await send?.(JSON.parse(text))
            if (reply?.ok !== false || !['invalid', 'too-big'].includes(reply.code))
              others.push(`${reply?.code ?? 'taken'}: ${text.slice(0, 200)}`)
          }
          return others
        },
        [channel, payloads] as const,
      )
      expect(taken, channel).toEqual([])
    }
    expect(tried).toBe(channels.length * count)
    expect(await state()).toEqual(before)
  }, 1_800_000)

  test('is refused even if it is not plain data', async () => {
    const before = await state()
    const codes = await desk.window.evaluate(async (names) => {
      type Reply = { readonly ok: boolean; readonly code: string }
      type Bridge = Record<string, (input: unknown) => Promise<Reply>>
      const { api: bridge } = globalThis as unknown as { api: Bridge }
      const cyclic: Record<string, unknown> = {}
      cyclic['self'] = cyclic
      const trap = () => {
        throw new Error('trap')
      }
      const odd: readonly unknown[] = [
        ...[undefined, Number.NaN, 10n, new Date(0), new Map([[1, 2]]), new Set([1]), cyclic],
        ...[new Uint8Array(100_000), new Error('x'), /x/, trap, Symbol('x'), document.body],
        new Proxy({}, { get: trap, ownKeys: trap }),
      ]
      const seen = new Set<string>()
      for (const name of names)
        for (const each of odd) {
          try {
            const reply = await bridge[name]?.(each)
            seen.add(reply?.ok === false ? reply.code : `taken by ${name}`)
          } catch {
            seen.add('not sent: it cannot be copied')
          }
        }
      return [...seen].sort()
    }, channels)
    expect(codes).toEqual(['invalid', 'not sent: it cannot be copied'])
    expect(await state()).toEqual(before)
  }, 120_000)

  test('is refused if it has bytes in a wrong form for pasting, or on any other channel', async () => {
    const before = await state()
    const channel = 'attachments.paste'
    const { task, mediaType } = inputs[channel]
    // Odd values of every kind for the other fields, sent with real bytes.
    const beside = fc
      .sample(
        fc.oneof(
          oddValue.map((value) => ({ task: value, mediaType })),
          oddValue.map((value) => ({ task, mediaType: value })),
          oddValue.map((value) => ({ task, mediaType, name: value })),
        ),
        { numRuns: count, seed },
      )
      .map((payload) => JSON.stringify(payload).replaceAll(/\\ud[89a-f]../gi, '?'))
      .filter((text) => {
        const bytes = new Uint8Array(1)
        return !contract[channel].input.safeParse({ ...JSON.parse(text), bytes }).success
      })
    const elsewhere = channels
      .filter((name) => name !== channel)
      .flatMap((name) => leaves(inputs[name]).map((path) => [name, path] as const))
    const rows = Object.fromEntries(channels.map((name) => [name, JSON.stringify(inputs[name])]))
    const taken = await desk.window.evaluate(
      async ({ paste, texts, paths, known, most, from }) => {
        type Reply = { readonly ok: boolean; readonly code: string }
        type Bridge = Record<string, (input: unknown) => Promise<Reply>>
        const { api: bridge } = globalThis as unknown as { api: Bridge }
        const others: string[] = []
        // The other side of the channel drops what it cannot read, without an answer.
        const silent: string[] = []
        const patience = () =>
          new Promise<'no answer'>((resolve) => setTimeout(() => resolve('no answer'), 2_500))
        let tried = 0
        const refused = async (name: string, input: unknown, what: string): Promise<void> => {
          tried += 1
          try {
            const reply = await Promise.race([bridge[name]?.(input), patience()])
            if (reply === 'no answer') silent.push(what)
            else if (reply?.ok !== false || !['invalid', 'too-big'].includes(reply.code))
              others.push(`${name}, ${what}: ${reply?.code ?? 'taken'}`)
          } catch {
            // Not sent: the value cannot be cloned.
          }
        }
        let dice = from
        const below = (limit: number): number => {
          dice = (Math.imul(dice, 1_103_515_245) + 12_345) >>> 0
          return dice % limit
        }
        const random = (): Uint8Array<ArrayBuffer> =>
          Uint8Array.from({ length: 1 + below(4_096) }, () => below(256))
        for (const text of texts)
          await refused(paste, { ...(JSON.parse(text) as object), bytes: random() }, text)

        const { task: ofTask, mediaType: type } = JSON.parse(known[paste] ?? '') as {
          task: string
          mediaType: string
        }
        const odd: readonly (readonly [string, unknown])[] = [
          ['none at all', new Uint8Array(0)],
          ['too many', new Uint8Array(most + 1)],
          ['a view of more', new Uint8Array(4_096).subarray(8, 16)],
          ['the end of more', new Uint8Array(4_096).subarray(4_088)],
          ['a bare buffer', new ArrayBuffer(64)],
          ['a view of data', new DataView(new ArrayBuffer(64))],
          ...[
            Int8Array,
            Uint8ClampedArray,
            Uint16Array,
            Int32Array,
            Float64Array,
            BigInt64Array,
          ].map((Kind) => [Kind.name, new Kind(16)] as const),
          ['a list of numbers', [...random()]],
          ['an object with numbers', { ...random() }],
          ['letters', btoa(String.fromCharCode(...random()))],
          ['a file', new File([random()], 'a.png')],
          ['an image', new ImageData(2, 2)],
          ['one inside of another', { bytes: random() }],
          ['several', [random(), random()]],
          ['null', null],
        ]
        for (const [what, bytes] of odd)
          await refused(paste, { task: ofTask, mediaType: type, bytes }, what)

        for (const [name, path] of paths) {
          const input = { whole: JSON.parse(known[name] ?? 'null') as unknown }
          let at = input as unknown as Record<string, unknown>
          const keys = ['whole', ...path]
          for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
          at[keys.at(-1) ?? ''] = random()
          await refused(name, input.whole, `bytes at ${path.join('.')}`)
        }
        return { others, silent, tried }
      },
      {
        ...{ paste: channel, texts: beside, paths: elsewhere, known: rows },
        ...{ most: limits.pastedBytes, from: seed },
      },
    )
    expect(taken.others).toEqual([])
    for (const what of taken.silent) expect(['a file', 'an image']).toContain(what)
    expect(taken.tried).toBeGreaterThan(elsewhere.length + count * 0.8)
    expect(await state()).toEqual(before)
  }, 600_000)

  test('is stored as an opaque file, where it is any bytes at all', async () => {
    const windows = desk.app.windows().length
    const replies = await desk.window.evaluate(
      async ([how, from]) => {
        type Sent = { readonly text?: string } | undefined
        type Bridge = Record<string, (input: unknown) => Promise<Sent>>
        const { api: bridge } = globalThis as unknown as { api: Bridge }
        let dice = from
        const below = (limit: number): number => {
          dice = (Math.imul(dice, 1_103_515_245) + 12_345) >>> 0
          return dice % limit
        }
        const types = ['image/png', 'image/svg+xml', 'text/html', '', '../x', 'a'.repeat(100)]
        const heads = [[], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x4d, 0x5a]]
        const found: unknown[] = []
        for (let n = 0; n < how; n += 1) {
          const rest = Array.from({ length: 1 + below(2_000) }, () => below(256))
          const bytes = Uint8Array.from([...(heads[below(heads.length)] ?? []), ...rest])
          const task = n.toString(16).padStart(16, '0')
          const mediaType = types[below(types.length)]
          const sent = await bridge['attachments.paste']?.({ task, bytes, mediaType })
          found.push({ ...sent, value: JSON.parse(sent?.text ?? 'null') as unknown })
        }
        return found
      },
      [Math.min(count, 40), seed] as const,
    )
    for (const reply of replies)
      expect(reply).toMatchObject({
        ok: true,
        value: { name: expect.stringMatching(/^[0-9a-f]{12}(\.[a-z0-9]{1,5})?$/) as string },
      })
    expect(desk.app.windows()).toHaveLength(windows)
    expect(await call(desk.window, 'vault.verify', inputs['vault.verify'])).toMatchObject({
      value: { faults: [] },
    })
  }, 120_000)
})
