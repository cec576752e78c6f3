import { Worker } from 'node:worker_threads'
import type { Finding } from '../../../shared/lint.ts'
import type { LintJob, LintReply } from './lint-job.ts'
import type { LintPort } from './lint-port.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import { hex } from '../../exchange/revision.ts'

/** Maximum number of cached results; the texts themselves are not kept. */
const most = 50_000

const digestOf = (text: string): string => hex(plainDigest(utf8(text)))

/**
 * Caches the findings, because a review is repeated after every decision. Any change of the known
 * names clears the cache. Failed checks are not cached.
 */
const cacheChecks = (
  check: LintPort,
  names: () => readonly string[],
): { readonly check: LintPort; readonly forget: () => void } => {
  const kept = new Map<string, readonly Finding[]>()
  // Only a digest of the names: this module must not keep the names themselves.
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
      // Names may have been added or removed during the check.
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
  /**
   * Called when names are no longer known: ends a worker that received any, after the waiting
   * texts.
   */
  readonly forget: () => void
  /** Same for reviews, which check the same texts repeatedly: findings are cached. */
  readonly review: LintPort
  /** Ends the worker, and with it the texts and names in its memory. */
  readonly end: () => void
}

/** Time limit for one text in milliseconds; the largest text takes a tenth of this limit. */
const patience = 20_000

/**
 * Time without a text after which the worker ends, in milliseconds: it takes some 90 MiB, and
 * the last texts stay in its memory. Starting it again takes a core for about two seconds.
 */
const idleMs = 60_000

/** Settles one job once, with its findings or null. */
type Answer = (findings: readonly Finding[] | null) => void

/**
 * Runs the checks of one session in one thread: started with a text, ended after a minute
 * without one, restarted if it breaks or hangs. Texts are checked in order of arrival.
 *
 * @param script the lint worker.
 * @param names all protected names known at this moment.
 * @param endAfterMs for tests: another time without a text.
 */
export const createLintClient = (
  script: string,
  names: () => readonly string[],
  endAfterMs = idleMs,
): LintClient => {
  const waiting = new Map<number, Answer>()
  let worker: Worker | null = null
  let last = 0
  /** Whether the current worker received names, which stay in its memory until it ends. */
  let told = false
  let isForgetting = false
  let idle: NodeJS.Timeout | undefined

  const drop = (broken: Worker): void => {
    if (worker === broken) {
      worker = null
      told = false
      isForgetting = false
      clearTimeout(idle)
      for (const answer of [...waiting.values()]) answer(null)
    }
    void broken.terminate()
  }

  const start = (): Worker => {
    // The worker gets no environment or arguments, and its output is discarded.
    const fresh = new Worker(script, { env: {}, argv: [], stdout: true, stderr: true })
    fresh.on('message', ({ number, findings }: LintReply) => waiting.get(number)?.(findings))
    fresh.on('error', () => drop(fresh))
    fresh.on('exit', () => drop(fresh))
    // This thread must not keep the process alive; the window's requests do.
    fresh.unref()
    worker = fresh
    return fresh
  }

  const endWhenIdle = (answered: Worker): void => {
    clearTimeout(idle)
    idle = setTimeout(() => drop(answered), endAfterMs).unref()
  }

  /** With a new worker at once: a user may be writing. */
  const forgetNames = (told: Worker): void => {
    drop(told)
    endWhenIdle(start())
  }

  const check: LintPort = ({ text, language }) =>
    new Promise((resolve) => {
      const at = worker ?? start()
      clearTimeout(idle)
      const number = (last += 1)
      const timer = setTimeout(() => drop(at), patience)
      waiting.set(number, (findings) => {
        clearTimeout(timer)
        waiting.delete(number)
        resolve(findings)
        if (waiting.size > 0 || worker !== at) return
        if (isForgetting) forgetNames(at)
        else endWhenIdle(at)
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
    forget,
    review: remembered.check,
    end: () => {
      remembered.forget()
      if (worker !== null) drop(worker)
    },
  }
}
