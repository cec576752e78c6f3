import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import type { Channel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import { inputs, leaves, withLeaf } from '../contract/rows.ts'
import { wholeRows } from '../contract/whole-rows.ts'
import { call } from './call.ts'
import { canary } from './canaries.ts'
import { everywhere } from './everywhere.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { plantedForms } from './planted-forms.ts'
import { copyPrepared } from './prepared-vaults.ts'
import { sweep } from './sweep.ts'

/*
 * The fields that take text are read from the schemas: all that the user can type reaches the vault
 * through one of these channels, and every field is in one of their whole rows
 * (`contract.test.ts`). `canary.long.test.ts` types by hand, into the window.
 */

const scripts = ['latin', 'hangul', 'han'] as const
const words: string[] = []

/** The same input with a canary in every text field. */
const filled = (channel: Channel, input: unknown): unknown => {
  expect(contract[channel].input.safeParse(input).success, channel).toBe(true)
  return leaves(input).reduce((before: unknown, path) => {
    const script = scripts[words.length % scripts.length] ?? 'latin'
    const word = canary[script]()
    const after = withLeaf(before, path, word)
    if (!contract[channel].input.safeParse(after).success) return before
    words.push(word)
    return after
  }, input)
}

const home = mkdtempSync(join(tmpdir(), 'fields-'))
const began = Date.now() - 1_000
let desk: Launched
/** Ids of the records made here, by kind; other records refer to them. */
const made = new Map<string, string>()

type Reply = {
  readonly ok: boolean
  readonly code?: string
  readonly value?: { readonly id?: string }
}
const send = async (channel: Channel, input: unknown): Promise<Reply> =>
  (await call(desk.window, channel, filled(channel, input) as object)) as Reply
const make = async (kind: string, channel: Channel, content: object): Promise<void> => {
  const reply = await send(channel, { id: null, rev: 0, content })
  expect(reply, channel).toMatchObject({ ok: true })
  made.set(kind, reply.value?.id ?? '')
}
const content = (channel: Channel, more: object): object => ({
  ...(inputs[channel] as { readonly content: object }).content,
  ...more,
})

beforeAll(async () => {
  desk = await launch({ vault: copyPrepared('heron', join(home, 'Understory')) })
  const opening = { passphrase: preparedVaults.heron.passphrase, keyFile: null }
  expect(await call(desk.window, 'vault.unlock', opening)).toMatchObject({ ok: true })
})
afterAll(async () => {
  await desk.kill9()
  rmSync(home, { recursive: true, force: true })
})

test('records of every kind take text wherever they can', async () => {
  await make('case', 'cases.save', content('cases.save', {}))
  await make(
    'source',
    'sources.save',
    content('sources.save', {
      consents: [{ use: 'publish-attributed', audience: '-', given: '', withdrawn: '', note: '-' }],
      risks: [{ who: 'source', level: 'high', note: '-' }],
    }),
  )
  const speaker = { kind: 'on-record', codeName: '', name: '-' }
  await make('speaker', 'sources.save', content('sources.save', speaker))
  const translation = { language: 'ko', title: '-', body: '-', translator: '-', editor: '-' }
  await make(
    'report',
    'reports.save',
    content('reports.save', {
      caseId: made.get('case'),
      sourceIds: [made.get('source')],
      translations: [translation],
      tags: ['-'],
      overrides: [{ family: 'phone', quote: '-', reason: 'a reason', day: '2026-01-01' }],
    }),
  )
  await make(
    'claim',
    'claims.save',
    content('claims.save', { reportId: made.get('report'), caseId: made.get('case') }),
  )
  await make(
    'attribution',
    'attributions.save',
    content('attributions.save', { sourceId: made.get('source') }),
  )
  await make(
    'publication',
    'publications.save',
    content('publications.save', {
      caseId: made.get('case'),
      claims: [
        {
          ...{ claimId: made.get('claim'), wording: '-', attributionId: made.get('attribution') },
          ...{ when: '-', place: '-', count: '-' },
        },
      ],
      overrides: [{ item: '-', reason: 'a reason', day: '2026-01-01' }],
    }),
  )
  expect(words.length).toBeGreaterThan(40)
}, 60_000)

/** Channels that would end the app, or wait at a dialog of the system. */
const passedOver = (channel: Channel): boolean =>
  channel.startsWith('dialog.') || ['app.lock', 'app.panic', 'app.print'].includes(channel)

/** A row of the contract with the ids of this vault's records. */
const about = (channel: Channel, from: unknown): unknown => {
  const kind = channel.split('.')[0]?.replace(/s$/, '') ?? ''
  return leaves(from).reduce<unknown>((row, path) => {
    const key = path.filter((each) => !/^\d+$/.test(each)).at(-1) ?? ''
    const named = /^(case|source|report|claim)Ids?$/.exec(key)?.[1] ?? (key === 'id' ? kind : '')
    const real = made.get(named) ?? (key === 'id' && kind === 'record' ? made.get('report') : null)
    if (real === null || real === undefined) return row
    const after = withLeaf(row, path, real)
    return contract[channel].input.safeParse(after).success ? after : row
  }, from)
}

test('every channel is sent test words in every text field, whether it can use them or not', async () => {
  const codes = new Map<string, string[]>()
  for (const channel of [...mainChannels, ...vaultChannels]) {
    if (passedOver(channel)) continue
    for (const row of [inputs[channel], ...wholeRows(channel)]) {
      const reply = await send(channel, about(channel, row))
      const code = reply.ok ? 'taken' : (reply.code ?? '')
      codes.set(code, [...(codes.get(code) ?? []), channel])
    }
  }
  // Almost every input reached its handler, and the vault stayed open throughout.
  for (const code of ['internal', 'locked', 'denied', 'too-big'])
    expect(codes.get(code) ?? [], code).toEqual([])
  expect(new Set(codes.get('invalid')).size).toBeLessThan(8)
  expect(new Set(codes.get('taken')).size).toBeGreaterThan(40)
  expect(words.length).toBeGreaterThan(300)
}, 180_000)

test('after kill -9 no file contains any of the test words, in any form', async () => {
  await desk.kill9()
  expect(new Set(words).size).toBe(words.length)
  const { hits, files } = sweep(everywhere, words, began)
  expect(hits).toEqual([])
  expect(files).toBeGreaterThan(5)
}, 180_000)

test('the same search finds what was planted, in every form', () => {
  const word = canary.hangul()
  const planted = plantedForms(word)
  for (const [index, bytes] of planted.entries())
    writeFileSync(join(home, `planted-${String(index)}`), bytes)
  const found = new Set(sweep(everywhere, [word], began).hits.map(({ file }) => file))
  expect(found.size).toBe(planted.length)
})
