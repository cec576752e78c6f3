import { describe, expect, it, vi } from 'vitest'
import { vaultChannels } from '../../shared/channels.ts'
import type { Reply } from '../../shared/reply.ts'
import { answerPort } from './serve.ts'

type Answer = Parameters<typeof answerPort>[1]
const ok: Reply<unknown> = { ok: true, value: 1 }
const asText = { ok: true, text: '1' }

const conversation = (answer: Answer = () => Promise.resolve(ok)) => {
  const sent: unknown[] = []
  const asked: unknown[] = []
  let hear: (data: unknown) => void = () => undefined
  const port = {
    postMessage: (message: unknown) => void sent.push(message),
    onMessage: (listener: (data: unknown) => void) => void (hear = listener),
  }
  const made = answerPort(port, (channel, raw) => {
    asked.push([channel, raw])
    return answer(channel, raw)
  })
  return { sent, asked, hear: (data: unknown) => hear(data), ...made }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))
const request = { id: 1, channel: 'cases.list', input: {} }

describe('a request on the port', () => {
  it('is answered under its number, whatever its input: that is for the schema to judge', async () => {
    const { sent, asked, hear } = conversation()
    hear({ ...request, id: 7, input: null })
    hear({ ...request, id: Number.MAX_SAFE_INTEGER, input: undefined })
    await settled()
    expect(asked).toEqual([
      ['cases.list', null],
      ['cases.list', undefined],
    ])
    expect(sent).toEqual([
      { id: 7, reply: asText },
      { id: Number.MAX_SAFE_INTEGER, reply: asText },
    ])
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', JSON.stringify(request)],
    ['a number', 1],
    ['a list', [request]],
    ['bytes', new Uint8Array(8)],
    ['a map', new Map(Object.entries(request))],
    ['no number', { channel: 'cases.list', input: {} }],
    ['the number 0', { ...request, id: 0 }],
    ['a negative number', { ...request, id: -1 }],
    ['half a number', { ...request, id: 1.5 }],
    ['no number at all', { ...request, id: Number.NaN }],
    ['a number too big to be exact', { ...request, id: 2 ** 53 }],
    ['a number as text', { ...request, id: '1' }],
    ['no channel', { id: 1, input: {} }],
    ['a channel that is not there', { ...request, channel: 'cases.steal' }],
    ['a channel of main', { ...request, channel: 'app.lock' }],
    ['a channel that every object has', { ...request, channel: 'constructor' }],
    ['a channel as a list', { ...request, channel: ['cases.list'] }],
    ['a channel with a space', { ...request, channel: 'cases.list ' }],
    ['something more', { ...request, reply: ok }],
    ['an event', { event: { kind: 'locked' } }],
    ['a reply', { id: 1, reply: ok }],
    ['a prototype', JSON.parse('{"id":1,"channel":"cases.list","input":{},"__proto__":{}}')],
  ])(
    'that is malformed (%s) is dropped: no handler runs, and no reply is sent',
    async (_, data) => {
      const { sent, asked, hear } = conversation()
      expect(() => hear(data)).not.toThrow()
      await settled()
      expect([asked, sent]).toEqual([[], []])
      hear(request)
      await settled()
      expect(sent).toEqual([{ id: 1, reply: asText }])
    },
  )

  it('reaches every channel of the vault, and no other', async () => {
    const { asked, hear } = conversation()
    for (const channel of vaultChannels) hear({ ...request, channel })
    await settled()
    expect(asked).toEqual(vaultChannels.map((channel) => [channel, {}]))
  })
})

describe('a window that is about to go', () => {
  it('is waited for until what it asked is answered and it has been silent', async () => {
    vi.useFakeTimers()
    try {
      let reply: (value: Reply<unknown>) => void = () => undefined
      const { hear, finish } = conversation(() => new Promise((resolve) => (reply = resolve)))
      let isFinished = false
      hear(request)
      void finish().then(() => (isFinished = true))
      await vi.advanceTimersByTimeAsync(300)
      expect(isFinished).toBe(false)
      reply(ok)
      await vi.advanceTimersByTimeAsync(20)
      expect(isFinished).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['0.15 s when it says nothing', false, 150],
    ['0.4 s when nobody ever answers it', true, 400],
  ])('is given %s', async (_, asks, ms) => {
    vi.useFakeTimers()
    try {
      const { hear, finish } = conversation(() => new Promise(() => undefined))
      let isFinished = false
      if (asks) hear(request)
      void finish().then(() => (isFinished = true))
      await vi.advanceTimersByTimeAsync(ms - 20)
      expect(isFinished).toBe(false)
      await vi.advanceTimersByTimeAsync(40)
      expect(isFinished).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })
})

it('events go to the window as events, under no number', () => {
  const { sent, emit } = conversation()
  emit({ kind: 'locked' } as never)
  expect(sent).toEqual([{ event: { kind: 'locked' } }])
})
