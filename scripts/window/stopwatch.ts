import type { Page } from 'playwright'

/** A measurement: from a user's input to the paint that it causes. */
export type Timing = {
  /** The event whose timestamp, set by the browser process, is the start. */
  readonly from: 'keydown' | 'mousedown'
  /** The part of the page in which something has to change. */
  readonly within: string
  /** Ends with the first change that is painted, or with the last one before changes stop. */
  readonly until: 'first' | 'last'
  /** Changes count once that part has shown these texts, in this order. Default: at once. */
  readonly shows?: readonly string[]
}

type Watch = {
  readonly arm: (timing: Timing) => void
  readonly read: () => Promise<number>
}

const quietMs = 250
const longestMs = 15_000

/** Adds the stopwatch to the page. It costs one check for each change in one part of the page. */
export const layStopwatch = (page: Page): Promise<void> =>
  page.evaluate(
    ([quiet, longest]) => {
      let timing: Timing | null = null
      let since = 0
      let first = 0
      let last = 0
      let changed = 0
      let shown = 0
      let armed = 0
      const noticed = (isInside: (part: Element) => boolean): void => {
        if (since === 0 || timing === null) return
        const part = document.querySelector(timing.within)
        if (part === null) return
        const { shows = [] } = timing
        const shownNow = part instanceof HTMLTextAreaElement ? part.value : part.textContent
        while (shown < shows.length && shownNow.includes(shows[shown] ?? '')) shown += 1
        if (shown < shows.length) return
        if (shows.length === 0 && !isInside(part)) return
        changed = performance.now()
        const turn = armed
        // Animation callbacks run before the paint, and the message after them runs after the
        // paint.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            port1.close()
            if (turn !== armed) return
            last = performance.now()
            if (first === 0) first = last
          }
          port2.postMessage(null)
        })
      }
      const observer = new MutationObserver((changes) =>
        noticed((part) => changes.some(({ target }) => part.contains(target))),
      )
      // What is typed into a text area changes no node.
      document.addEventListener('input', ({ target }) => {
        if (target instanceof HTMLTextAreaElement) noticed((part) => part === target)
      })
      const begin = (event: Event): void => {
        if (timing?.from === event.type && since === 0) since = event.timeStamp
      }
      for (const type of ['keydown', 'mousedown'])
        document.addEventListener(type, begin, { capture: true })
      observer.observe(document.documentElement, {
        subtree: true,
        childList: true,
        characterData: true,
      })
      const watch: Watch = {
        arm: (next) => {
          timing = next
          armed += 1
          since = first = last = changed = shown = 0
        },
        read: () =>
          new Promise((resolve, reject) => {
            const began = performance.now()
            const look = (): void => {
              const now = performance.now()
              const isDone =
                first > 0 && (timing?.until === 'first' || now - Math.max(changed, last) > quiet)
              if (isDone) resolve((timing?.until === 'first' ? first : last) - since)
              else if (now - began > longest)
                reject(new Error(`nothing changed: ${JSON.stringify(timing)}`))
              else setTimeout(look, 20)
            }
            look()
          }),
      }
      Object.assign(globalThis, { watch })
    },
    [quietMs, longestMs] as const,
  )

/** Milliseconds from the input that `act` makes to the paint that it causes. */
export const timeInput = async (
  page: Page,
  timing: Timing,
  act: () => Promise<unknown>,
): Promise<number> => {
  await page.evaluate((next) => (globalThis as unknown as { watch: Watch }).watch.arm(next), timing)
  await act()
  return page.evaluate(() => (globalThis as unknown as { watch: Watch }).watch.read())
}

/**
 * Types into a focused part of the page.
 *
 * @returns milliseconds from each key to its painted letter.
 */
export const timeLetters = async (page: Page, within: string, count: number): Promise<number[]> => {
  const letters = 'the carts crossed before the bridge was lit and nobody counted them '
  const times: number[] = []
  let typed = ''
  for (let at = 0; at < count; at += 1) {
    const letter = letters[at % letters.length] ?? 'x'
    typed += letter
    // The paint of a trailing space cannot be told from no space.
    const shows = [typed.trimEnd().slice(-6)]
    const took = await timeInput(page, { from: 'keydown', within, until: 'first', shows }, () =>
      page.keyboard.press(letter === ' ' ? 'Space' : letter),
    )
    if (letter !== ' ') times.push(took)
  }
  return times
}
