import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isTrustedFrame } from '../../src/main/ipc/sender.ts'
import { serve } from '../../src/main/ipc/serve.ts'
import type { Fault } from '../../src/main/ipc/serve.ts'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import type { Channel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import type { Handlers, MainHandlers } from '../../src/shared/contract.ts'
import type { Reply } from '../../src/shared/reply.ts'
import { failureCodes } from '../../src/shared/failure.ts'
import { FileToken } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { newVault, openTestVault, temporaryFolder } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { ownFrame, wrongSenders } from './frames.ts'
import type { Sender } from './frames.ts'
import { inputs, leaves, withLeaf } from './rows.ts'
import { textFields, wholeRows } from './whole-rows.ts'

const channels: readonly Channel[] = [...mainChannels, ...vaultChannels]

const place = temporaryFolder()
const folder = join(place.path, 'vault')
let desk: TestVault
let calls = 0
let unlocked = true
const faults: Fault[] = []
let ask: (channel: Channel, raw: unknown, sender?: Sender) => Promise<Reply<unknown>>

// Stubs for what only a window can do; the vault's handlers are the real ones.
const mainHandlers = Object.fromEntries(
  mainChannels.map((channel) => [channel, () => ({})]),
) as unknown as MainHandlers

beforeAll(async () => {
  const { desk: made, made: done } = newVault(folder)
  desk = made
  await done
  const counted = Object.fromEntries(
    Object.entries({ ...mainHandlers, ...desk.handlers }).map(([channel, handler]) => [
      channel,
      (input: never): unknown => {
        calls++
        return handler(input)
      },
    ]),
  ) as unknown as Handlers<Channel>
  const answer = serve(counted, {
    trusted: ({ frame, contents }: Sender) => isTrustedFrame(frame, contents),
    unlocked: () => unlocked,
    report: (fault) => faults.push(fault),
  })
  ask = (channel, raw, sender = ownFrame()) => answer(channel, sender, raw)
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})

/** All files of the vault folder, as one digest. */
const state = (): string => {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    hash.update(name)
    if (statSync(path).isFile()) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Refused with this code, before any handler ran, and with nothing else in the reply. */
const refused = async (
  channel: Channel,
  raw: unknown,
  code: string,
  sender?: Sender,
): Promise<void> => {
  const before = calls
  const reply = await ask(channel, raw, sender)
  expect(calls).toBe(before)
  expect(Object.keys(reply).sort()).toEqual(['code', 'fields', 'ok'])
  expect(reply).toMatchObject({ ok: false, code })
}

describe.each(channels)('%s', (channel) => {
  const input = inputs[channel]
  const { open } = contract[channel]

  it('has an input here that its schema takes', () => {
    expect(contract[channel].input.safeParse(input).success).toBe(true)
  })

  it('has valid test inputs that fill every text field of its schema', () => {
    const there = new Set(
      wholeRows(channel).flatMap((row) =>
        leaves(row).map((path) => path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.')),
      ),
    )
    expect(textFields(contract[channel].input).filter((path) => !there.has(path))).toEqual([])
  })

  it('refuses any other sender', async () => {
    for (const sender of Object.values(wrongSenders))
      await refused(channel, input, 'denied', sender)
  })

  it(
    open ? 'may be called while the vault is locked' : 'is refused while the vault is locked',
    async () => {
      unlocked = false
      try {
        if (open) await refused(channel, [], 'invalid')
        else await refused(channel, input, 'locked')
      } finally {
        unlocked = true
      }
    },
  )

  it('refuses inputs of any other shape, without a trace in the vault', async () => {
    const before = state()
    for (const raw of [
      undefined,
      null,
      0,
      '',
      true,
      [],
      [input],
      'x'.repeat(50),
      Symbol.iterator,
    ]) {
      await refused(channel, raw, 'invalid')
    }
    for (const raw of [
      new Map(),
      new Date(0),
      new Uint8Array(4),
      () => input,
      Object.create(input),
    ]) {
      await refused(channel, raw, 'invalid')
    }
    await refused(channel, { ...input, extra: 1 }, 'invalid')
    expect(state()).toBe(before)
  })

  it('refuses every key that reaches a prototype', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const raw: unknown = JSON.parse(JSON.stringify(input))
      Object.defineProperty(raw, key, { value: { polluted: 1 }, enumerable: true })
      await refused(channel, raw, 'invalid')
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('refuses a wrong type at every leaf, and says where', async () => {
    for (const row of [input, ...wholeRows(channel)]) {
      for (const path of leaves(row)) {
        if (path.length === 0) continue
        const raw = withLeaf(row, path, { not: 'this' })
        await refused(channel, raw, 'invalid')
        const reply = await ask(channel, raw)
        if (!reply.ok)
          expect(reply.fields.some((field) => field.startsWith(path[0] ?? '?'))).toBe(true)
      }
    }
  })

  it('refuses what is too big or too deep before its schema sees it', async () => {
    await refused(channel, { ...input, extra: 'x'.repeat(13 * 1024 * 1024) }, 'too-big')
    let deep: unknown = 1
    for (let i = 0; i < 100; i++) deep = { deep }
    await refused(channel, { ...input, deep }, 'invalid')
  })
})

describe('a vault that is locked', () => {
  it('answers the channels that open it, and no other', async () => {
    const copy = join(place.path, 'locked')
    cpSync(folder, copy, { recursive: true })
    const locked = openTestVault(copy)
    const answer = serve({ ...mainHandlers, ...locked.handlers } as unknown as Handlers<Channel>, {
      trusted: ({ frame, contents }: Sender) => isTrustedFrame(frame, contents),
      unlocked: () => false,
      report: (fault) => faults.push(fault),
    })
    const codes = new Map<Channel, string>()
    for (const channel of channels) {
      const reply = await answer(channel, ownFrame(), inputs[channel])
      codes.set(channel, reply.ok ? 'ok' : reply.code)
    }
    const refusing = channels.filter((channel) => codes.get(channel) === 'locked')
    expect(refusing).toEqual(channels.filter((channel) => !contract[channel].open))
    const answered = vaultChannels.filter((channel) => contract[channel].open)
    expect(Object.fromEntries(answered.map((channel) => [channel, codes.get(channel)]))).toEqual({
      'tasks.cancel': 'ok',
      'vault.create': 'exists',
      'vault.memory': 'ok',
      'vault.place': 'ok',
      'vault.recover': 'bad-code',
      'vault.restore': 'not-found',
      'vault.status': 'ok',
      'vault.typing': 'ok',
      'vault.unlock': 'wrong-passphrase',
    })
  })
})

describe('what crosses the bridge', () => {
  const odd = (handler: () => unknown) => {
    const handlers = { 'cases.list': handler } as unknown as Handlers<'cases.list'>
    const ports = {
      trusted: () => true,
      unlocked: () => true,
      report: (f: Fault) => faults.push(f),
    }
    return serve(handlers, ports)('cases.list', null, {})
  }

  it('includes bytes on three channels only, as a plain byte array within the size limit for pasting', async () => {
    const { task } = inputs['attachments.paste']
    const paste = (bytes: unknown) => ({ task, bytes, mediaType: 'image/png' })
    const most = new Uint8Array(limits.pastedBytes + 1)
    await refused('attachments.paste', paste(most), 'too-big')
    for (const bytes of [
      new Uint8Array(0),
      new Uint8ClampedArray(4),
      new Uint16Array(4),
      // Small to look at, and all of its buffer has arrived.
      new Uint8Array(new ArrayBuffer(1024), 0, 4),
      new ArrayBuffer(4),
      Buffer.from('like one'),
      [137, 80, 78, 71],
    ])
      await refused('attachments.paste', paste(bytes), 'invalid')
    await refused('attachments.clean', { ...inputs['attachments.clean'], task: most }, 'invalid')
  })

  it('is an error code, never the text of an error', async () => {
    const reply = await odd(() => {
      throw new Error('/home/heron/secret words')
    })
    expect(reply).toMatchObject({ ok: false, code: 'internal', fields: [] })
    expect(JSON.stringify([reply, faults.at(-1)])).not.toMatch(/heron|secret/)
    expect(faults.at(-1)).toMatchObject({ channel: 'cases.list', code: 'internal', kind: 'Error' })
  })

  it('is parsed on the way out as well: a handler cannot say more than the contract', async () => {
    expect(await odd(() => [{ id: 'x', secret: 1 }])).toMatchObject({ ok: false, code: 'internal' })
  })

  it('has a code of the closed list for every refusal of the real handlers', async () => {
    const found: string[] = []
    for (const channel of vaultChannels) {
      for (const row of [inputs[channel], ...wholeRows(channel)]) {
        const reply = await ask(channel, row)
        if (!reply.ok) expect(failureCodes).toContain(reply.code)
        if (!reply.ok && reply.code === 'internal') found.push(channel)
        expect(JSON.stringify(reply)).not.toContain(folder)
      }
    }
    expect(found).toEqual([])
  })

  it('is covered here for every channel of the contract', () => {
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(contract).sort())
    expect([...channels].sort()).toEqual(Object.keys(contract).sort())
  })
})

describe('a path that the user chose', () => {
  const purposeOf = (value: unknown, path: readonly string[]): string | null => {
    if (/keyFile$/i.test(path.at(-1) ?? '')) return 'keyFile'
    const leaf = path.reduce((at, key) => Reflect.get(at as object, key) as unknown, value)
    return /^(\w+)\.[0-9a-f]{32}$/.exec(String(leaf))?.[1] ?? null
  }
  const chosen = channels.flatMap((channel) =>
    leaves(inputs[channel]).flatMap((path) => {
      const purpose = purposeOf(inputs[channel], path)
      return purpose === null ? [] : [{ channel, path, purpose }]
    }),
  )

  it('is asked for by these channels alone, each for its own purpose', () => {
    const channelsOf = (purpose: string): string[] => [
      ...new Set(chosen.filter((each) => each.purpose === purpose).map(({ channel }) => channel)),
    ]
    expect(
      Object.fromEntries(Object.keys(FileToken).map((each) => [each, channelsOf(each).sort()])),
    ).toEqual({
      attachment: ['attachments.add'],
      backup: ['backups.sealAnew', 'backups.test', 'vault.restore'],
      copyFolder: ['attachments.save', 'paper.save', 'picture.save'],
      exportFolder: [
        'backups.make',
        'backups.sealAnew',
        'exports.write',
        'handover.run',
        'publications.write',
      ],
      import: ['imports.preview'],
      keyFile: [
        'vault.changePassphrase',
        'vault.create',
        'vault.escrowRecovery',
        'vault.newRecoveryCode',
        'vault.recover',
        'vault.restore',
        'vault.unlock',
        'wipe.destroy',
        'wipe.dryRun',
        'wipe.remove',
        'wipe.set',
      ],
      newCard: ['contacts.saveCard'],
      release: ['release.check'],
      receivedCard: ['contacts.add', 'contacts.previewCard'],
    })
  })

  it('for one purpose is refused for every other: no card is written over a key file', async () => {
    for (const { channel, path, purpose } of chosen) {
      const token = (of: string) => withLeaf(inputs[channel], path, `${of}.${'ab'.repeat(16)}`)
      expect(contract[channel].input.safeParse(token(purpose)).success).toBe(true)
      for (const other of Object.keys(FileToken).filter((each) => each !== purpose)) {
        await refused(channel, token(other), 'invalid')
      }
    }
  })
})
