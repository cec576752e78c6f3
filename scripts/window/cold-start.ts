import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { processTree } from '../../tests/e2e/process-tree.ts'
import { stagePaths } from './stage-paths.ts'

/**
 * In the page: the wall-clock time at which the last large element of the first screen was painted.
 */
const whenPainted = `new Promise((resolve) => {
  const look = () => document.querySelector('input[type="password"]') === null
    ? setTimeout(look, 20)
    : new PerformanceObserver((list) => {
        resolve(performance.timeOrigin + list.getEntries().at(-1).startTime)
      }).observe({ type: 'largest-contentful-paint', buffered: true })
  look()
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

/**
 * Milliseconds from the start of the process to the painted unlock screen. The app is started as its
 * icon would start it: Playwright's own way holds it back until its inspector has been asked this and
 * that.
 */
export const coldStart = async (vault: string): Promise<number> => {
  const since = performance.timeOrigin + performance.now()
  const child = spawn(stagePaths.executable(), [`--vault=${vault}`, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    const host = await inspectorPort(child.stderr)
    for (let tries = 0; tries < 50; tries += 1) {
      const painted = await ask(await pageAddress(host), whenPainted)
      if (typeof painted === 'number') return painted - since
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('the unlock screen was not painted')
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
