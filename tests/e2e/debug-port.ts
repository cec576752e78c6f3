import { setTimeout as sleep } from 'node:timers/promises'

/** A page reached over Chromium's debugging port alone, as far as these tests need one. */
export type DebuggedPage = {
  /** Runs an expression in the page and gives its value; promises are awaited. */
  readonly evaluate: (expression: string) => Promise<unknown>
  /** Presses keys one after the other. */
  readonly type: (text: string) => Promise<void>
  readonly close: () => void
}

type Answer = {
  readonly id?: number
  readonly result?: { readonly result?: { readonly value?: unknown } }
}

const findPage = async (port: number): Promise<string | undefined> => {
  try {
    const response = await fetch(`http://127.0.0.1:${String(port)}/json/list`)
    const targets = (await response.json()) as { type: string; webSocketDebuggerUrl: string }[]
    return targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl
  } catch {
    return undefined
  }
}

/** Waits until the app behind the port shows a page, for twenty seconds at most. */
export const attachToPage = async (port: number): Promise<DebuggedPage> => {
  let address: string | undefined
  for (let tries = 0; address === undefined; tries++) {
    if (tries > 400) throw new Error('the app shows no page')
    address = await findPage(port)
    if (address === undefined) await sleep(50)
  }
  const socket = new WebSocket(address)
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    waiting.get(answer.id ?? 0)?.(answer)
    waiting.delete(answer.id ?? 0)
  })
  // Requests that are pending when the page closes get an empty answer.
  socket.addEventListener('close', () => {
    for (const answer of waiting.values()) answer({})
  })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('the page was not reached')))
  })
  const ask = (method: string, params: object): Promise<Answer> =>
    new Promise((resolve) => {
      const id = ++last
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params }))
    })
  const evaluate = async (expression: string): Promise<unknown> =>
    (await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result
      ?.result?.value
  // The first document of a window is an empty one.
  while ((await evaluate(`document.querySelector('button') !== null`)) !== true) await sleep(50)
  return {
    evaluate,
    type: async (text) => {
      for (const key of text) {
        await ask('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key })
        await ask('Input.dispatchKeyEvent', { type: 'keyUp', key })
      }
    },
    close: () => socket.close(),
  }
}
