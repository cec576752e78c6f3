import { expect, test } from 'vitest'
import { z } from 'zod'
import { vaultChannels } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import { pixelChannels, sentReply } from '../../src/main/ipc/sent-reply.ts'
import { readReply } from '../../src/renderer/read-reply.ts'

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
  expect(sentReply('cases.list', { ok: true, value })).toEqual({
    ok: true,
    text: JSON.stringify(value),
  })
  expect(readReply(sentReply('cases.list', { ok: true, value }))).toEqual({ ok: true, value })
  const pixels = { pixels: new Uint8Array([1, 2]) }
  expect(readReply(sentReply('attachments.view', { ok: true, value: pixels }))).toEqual({
    ok: true,
    value: pixels,
  })
  const refused = { ok: false, code: 'invalid', fields: ['a'] } as const
  expect(readReply(sentReply('cases.list', refused))).toEqual(refused)
})
