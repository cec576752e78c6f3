import type { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { vaultChannels } from '../../src/shared/channels.ts'
import type { VaultChannel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import { pixelChannels, readSentReply } from '../../src/shared/reply.ts'
import type { Reply, SentReply } from '../../src/shared/reply.ts'
import { createQueryClient } from '../../src/renderer/data/query-client.ts'
import { readReply } from '../../src/renderer/data/read-reply.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const sentReplyOf = <T>(channel: VaultChannel, reply: Reply<T>): SentReply<T> =>
  runAtOnce(readSentReply(channel, reply))

const isJson = (schema: z.ZodType): boolean => {
  try {
    z.toJSONSchema(schema)
    return true
  } catch {
    return false
  }
}

test('every channel whose answer JSON cannot hold crosses as it is, and no other', () => {
  const others = vaultChannels.filter((channel) => !isJson(contract[channel].output))
  expect([...pixelChannels].sort()).toEqual(others.sort())
})

test('a reply is read as it was sent, whether as a text, as it is, or refused', () => {
  const value = {
    text: '"\u2028 経 \ud83d\ude00 __proto__',
    list: [{ a: null }, { ok: false }],
    at: 1e15,
  }
  expect(sentReplyOf('cases.list', { ok: true, value })).toEqual({
    ok: true,
    text: JSON.stringify(value),
  })
  expect(readReply(sentReplyOf('cases.list', { ok: true, value }))).toEqual({ ok: true, value })
  const pixels = { pixels: new Uint8Array([1, 2]) }
  expect(readReply(sentReplyOf('attachments.view', { ok: true, value: pixels }))).toEqual({
    ok: true,
    value: pixels,
  })
  const refused = { ok: false, code: 'invalid', fields: ['a'] } as const
  expect(readReply(sentReplyOf('cases.list', refused))).toEqual(refused)
})

test('a long text crosses in pieces, which together are the text, and a short one in one', () => {
  const long = Array.from({ length: 40 }, (_, i) => ({ i, text: '김 "x"'.repeat(20_000) }))
  for (const [value, least] of [
    [long, 2],
    [{ rows: long.slice(0, 20), total: 20, next: null }, 1],
    [[{ i: 0 }], 0],
  ] as const) {
    const pieces: string[] = []
    const reply = runAtOnce(
      readSentReply('cases.list', { ok: true, value }, (piece) => void pieces.push(piece)),
    )
    const last = reply.ok && 'text' in reply ? reply.text : expect.fail('no text')
    expect(pieces).toHaveLength(least)
    expect(pieces.join('') + last).toBe(JSON.stringify(value))
  }
})

describe('an answer that is asked for again', () => {
  const rows = (title: string) => ({ rows: [{ title }, { title: 'same' }], total: 2 })
  const sent = (title: string) => sentReplyOf('reports.list', { ok: true, value: rows(title) })
  const read = (title: string, known?: unknown): unknown => {
    const reply = readReply<unknown>(sent(title), known)
    return reply.ok ? reply.value : reply
  }
  const key = ['reports.list', {}]
  const shown = (client: QueryClient) => client.getQueryData<ReturnType<typeof rows>>(key)

  test('is the very one that is shown while it says the same, and another once it does not', () => {
    const first = read('a')
    expect(read('a', first)).toBe(first)
    expect(read('a')).not.toBe(first)
    expect(read('b', first)).toEqual(rows('b'))
    expect(read('b', rows('b'))).toEqual(rows('b'))
  })

  test('keeps what is equal of the one before, and is known again the next time', () => {
    const client = createQueryClient()
    client.setQueryData(key, read('a'))
    const before = shown(client)
    client.setQueryData(key, read('b', before))
    const after = shown(client)
    expect(after).toEqual(rows('b'))
    expect(after?.rows[1]).toBe(before?.rows[1])
    expect(read('b', after)).toBe(after)
    expect(read('a', after)).toEqual(rows('a'))
    client.clear()
  })
})
