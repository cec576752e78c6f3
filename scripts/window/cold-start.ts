import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { processTree } from '../../tests/e2e/process-tree.ts'

/**
 * In the page: the wall-clock time of the frame after the one that painted an element. If that is
 * over already, the time at which the element was painted as the largest text of the page; null for
 * any other element. (The largest text alone would not do: a bar above the first screen may be
 * larger, and painted before it.)
 *
 * @param element a selector of something on that screen.
 */
const whenPainted = (element: string): string => `new Promise((resolve) => {
  const isThere = () => document.querySelector(${JSON.stringify(element)}) !== null
  if (isThere()) new PerformanceObserver((list) => {
    const entry = list.getEntries().find((one) => one.element?.matches(${JSON.stringify(element)}))
    resolve(entry === undefined ? null : performance.timeOrigin + entry.startTime)
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const look = () => isThere()
    ? requestAnimationFrame((at) => resolve(performance.timeOrigin + at))
    : requestAnimationFrame(look)
  if (!isThere()) look()
})`

const inspectorPort = (output: Readable): Promise<string> =>
  new Promise((resolve, reject) => {
    const lines = createInterface({ input: output })
    lines.on('close', () => reject(new Error('the app ended before its window stood')))
    lines.on('line', (line) => {
      const found = /^DevTools listening on ws:\/\/([^/]+)\//.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
  })

/** The address at which the app's page listens, once it has one. */
const pageAddress = async (host: string): Promise<string> => {
  for (;;) {
    const listed = (await (await fetch(`http://${host}/json/list`)).json()) as readonly {
      readonly type: string
      readonly webSocketDebuggerUrl: string
    }[]
    const page = listed.find(({ type }) => type === 'page')
    if (page !== undefined) return page.webSocketDebuggerUrl
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * Evaluates once in a page; undefined when the page was replaced meanwhile. Playwright cannot
 * attach to an Electron that it did not start.
 */
const ask = async (address: string, expression: string): Promise<unknown> => {
  const socket = new WebSocket(address)
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      socket.onerror = () => reject(new Error('the page does not listen'))
      socket.onmessage = ({ data }) => resolve(String(data))
      const params = { expression, awaitPromise: true, returnByValue: true }
      socket.onopen = () =>
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
    })
    const { result } = JSON.parse(answer) as { readonly result?: { result: { value: unknown } } }
    return result?.result.value
  } finally {
    socket.close()
  }
}

/** A program with a window, and a selector of an element of its first screen. */
type Started = {
  readonly executable: string
  readonly args: readonly string[]
  readonly painted: string
}

/**
 * Milliseconds from the start of the process to its painted first screen. It is started as its icon
 * would start it: Playwright's own way holds an app back until its inspector has been asked this and
 * that.
 */
export const coldStart = async ({ executable, args, painted }: Started): Promise<number> => {
  const since = performance.timeOrigin + performance.now()
  const child = spawn(executable, [...args, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    const host = await inspectorPort(child.stderr)
    for (let tries = 0; tries < 50; tries += 1) {
      const at = await ask(await pageAddress(host), whenPainted(painted))
      if (typeof at === 'number') return at - since
      if (at === null) throw new Error('the first screen was painted before it was looked for')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('the first screen was not painted')
  } finally {
    for (const { pid } of processTree(child.pid ?? 0)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // Already ended with its parent.
      }
    }
    await gone
  }
}
