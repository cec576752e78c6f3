import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import type { Channel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import { inputs, leaves, withLeaf } from '../contract/rows.ts'
import { call, opening } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'

/** How many payloads each channel gets; more of them with `npm run soak -- payloads`. */
const count = Number(process.env['UNDERSTORY_PAYLOADS'] ?? '100')
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

/** An input of any form at all, or the channel's own with one thing in it changed or added. */
const payloadOf = (channel: Channel): fc.Arbitrary<unknown> => {
  const row: unknown = inputs[channel]
  const changed = leaves(row).map((path) => oddValue.map((value) => withLeaf(row, path, value)))
  const added = fc
    .tuple(oddText, oddValue)
    .map(([key, value]) => ({ ...(row as object), [`${key}.`]: value }))
  return fc.oneof({ weight: 2, arbitrary: oddValue }, added, ...changed)
}

/** As JSON, which is what can go over the wire of whoever drives this test; none that fits. */
const unfit = (channel: Channel): string[] =>
  fc
    .sample(payloadOf(channel), { numRuns: count, seed })
    .map((payload) => JSON.stringify(payload).replaceAll(/\\ud[89a-f]../gi, '?'))
    .filter((text) => !contract[channel].input.safeParse(JSON.parse(text)).success)

describe('whatever a page that was taken over sends', () => {
  let desk: Launched
  beforeAll(async () => {
    desk = await launch()
    const made = await call(desk.window, 'vault.create', {
      ...opening,
      pseudonym: 'H',
      language: 'en',
    })
    expect(made).toMatchObject({ ok: true })
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
          const send = (globalThis as unknown as { desk: Bridge }).desk[name]
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
    expect(tried).toBeGreaterThan(channels.length * count * 0.8)
    expect(await state()).toEqual(before)
  }, 1_800_000)

  test('is refused also where it is no data at all', async () => {
    const before = await state()
    const codes = await desk.window.evaluate(async (names) => {
      type Reply = { readonly ok: boolean; readonly code: string }
      type Bridge = Record<string, (input: unknown) => Promise<Reply>>
      const { desk: bridge } = globalThis as unknown as { desk: Bridge }
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
})
