import { Worker } from 'node:worker_threads'
import type { Finding } from '../../../shared/lint.ts'
import type { LintJob, LintReply } from './lint-job.ts'
import type { LintPort } from './lint-port.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import { hex } from '../../exchange/revision.ts'

/** Findings of as many texts are kept; the texts themselves are not. */
const most = 50_000

const digestOf = (text: string): string => hex(plainDigest(utf8(text)))

/**
 * Checks that remember what they found, because a review is made again after every decision. Any
 * change of the names that are known makes them forget. What could not be checked is tried anew.
 */
const cacheChecks = (
  check: LintPort,
  names: () => readonly string[],
): { readonly check: LintPort; readonly forget: () => void } => {
  const kept = new Map<string, readonly Finding[]>()
  // Of the names no more than a digest: they are not ours to keep.
  const namesNow = (): string => digestOf(names().join('\0'))
  let known = ''
  return {
    check: async (input) => {
      const before = namesNow()
      if (before !== known) kept.clear()
      known = before
      const key = digestOf(`${input.language}\0${input.text}`)
      const had = kept.get(key)
      if (had !== undefined) return had
      const findings = await check(input)
      // Names may have come or gone while it was looked over.
      if (findings !== null && known === before && namesNow() === before) {
        if (kept.size >= most) kept.clear()
        kept.set(key, findings)
      }
      return findings
    },
    forget: () => {
      kept.clear()
      known = ''
    },
  }
}

export type LintClient = {
  readonly check: LintPort
  /** Starts the worker, so that the first text does not wait for it. */
  readonly ready: () => void
  /** Names are no longer known: a worker that was told of any ends, after the texts that wait. */
  readonly forget: () => void
  /** The same for a review, which looks the same texts over again: it remembers what it found. */
  readonly review: LintPort
  /** Ends the worker, and with it whatever texts and names it holds. */
  readonly end: () => void
}

/** A text that takes longer is given up, in milliseconds; the largest takes a tenth of this. */
const patience = 20_000

/** What answers one job: once, with its findings or with null. */
type Answer = (findings: readonly Finding[] | null) => void

/**
 * The checks of one session, in one thread that stays: made at the first text, made anew when it
 * breaks or hangs. Texts are checked in the order in which they come.
 *
 * @param script the lint worker.
 * @param names every protected name that is known at this moment.
 */
export const createLintClient = (script: string, names: () => readonly string[]): LintClient => {
  const waiting = new Map<number, Answer>()
  let worker: Worker | null = null
  let last = 0
  /** Was the present worker told of names? Its memory keeps them for as long as it lives. */
  let told = false
  let isForgetting = false

  const drop = (broken: Worker): void => {
    if (worker === broken) {
      worker = null
      told = false
      isForgetting = false
      for (const answer of [...waiting.values()]) answer(null)
    }
    void broken.terminate()
  }

  const start = (): Worker => {
    // Nothing of ours is for the worker to read, and what it might print is for nobody.
    const fresh = new Worker(script, { env: {}, argv: [], stdout: true, stderr: true })
    fresh.on('message', ({ number, findings }: LintReply) => waiting.get(number)?.(findings))
    fresh.on('error', () => drop(fresh))
    fresh.on('exit', () => drop(fresh))
    // The window's requests keep the process, not this thread.
    fresh.unref()
    worker = fresh
    return fresh
  }

  const ready = (): void => {
    if (worker === null) start()
  }

  const forgetNames = (told: Worker): void => {
    drop(told)
    ready()
  }

  const check: LintPort = ({ text, language }) =>
    new Promise((resolve) => {
      const at = worker ?? start()
      const number = (last += 1)
      const timer = setTimeout(() => drop(at), patience)
      waiting.set(number, (findings) => {
        clearTimeout(timer)
        waiting.delete(number)
        resolve(findings)
        if (isForgetting && waiting.size === 0) forgetNames(at)
      })
      const known = [...names()]
      told ||= known.length > 0
      at.postMessage({ number, text, language, names: known } satisfies LintJob)
    })

  const remembered = cacheChecks(check, names)

  const forget = (): void => {
    remembered.forget()
    if (worker === null || !told) return
    isForgetting = true
    if (waiting.size === 0) forgetNames(worker)
  }

  return {
    check,
    ready,
    forget,
    review: remembered.check,
    end: () => {
      remembered.forget()
      if (worker !== null) drop(worker)
    },
  }
}
