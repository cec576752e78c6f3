import { closeSync, openSync, readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import type { MessagePort } from 'node:worker_threads'
import { sodiumReady } from '../../../crypto/sodium.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { runAtOnce } from '../../../shared/steps.ts'
import { openStore } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import type { PartFound, VerificationPart } from '../../store/verify-parts.ts'
import type { VerificationPlan, Verifier } from '../../store/verify.ts'
import { digestPort } from '../storage/digest-port.ts'
import { copyPages, copyRange, differentPages } from './copied-pages.ts'
import type { PageRange } from './copied-pages.ts'
import { lookAtRecords, signatureFaults } from './signatures.ts'
import type { NamedBlobs } from './signatures.ts'

/** A part of a file of `of` pages, or single pages. */
export type CopiedPart = ReadonlySet<number> | (PageRange & { readonly of: number })

/** A question to a thread of a verification. It answers one after the other. */
export type ThreadQuestion =
  /** Copies pages from a descriptor of this process. */
  | {
      readonly ask: 'copy'
      readonly from: number
      readonly to: string
      readonly pages: CopiedPart
    }
  | {
      readonly ask: 'compare'
      readonly from: number
      readonly to: string
      readonly pages: number
    }
  /** Opens the copy. The key is shared with the thread that asks, which wipes it. */
  | {
      readonly ask: 'open'
      readonly file: string
      readonly key: Uint8Array
      readonly readonly: boolean
      readonly nativeBinding: string | undefined
    }
  | { readonly ask: 'plan' }
  | { readonly ask: 'check'; readonly part: VerificationPart }

/** What a part found, how many lines and records were checked, and the files that records name. */
export type PartChecked = PartFound & {
  readonly done: number
  readonly named: readonly (readonly [digest: string, ids: readonly RecordId[]])[]
}

/** The answers, by question. */
export type ThreadAnswers = {
  readonly copy: null
  readonly compare: readonly number[]
  readonly open: null
  readonly plan: VerificationPlan
  readonly check: PartChecked
}

export type ThreadReply =
  | { readonly ok: true; readonly value: ThreadAnswers[keyof ThreadAnswers] }
  | { readonly ok: false; readonly code: FailureCode }

type OpenedCopy = {
  readonly store: Store
  readonly verifier: Verifier
  readonly named: NamedBlobs
  /** Another connection for one part, which is closed after it. */
  readonly withWritable: <T>(act: (verifier: Verifier) => T) => T
}

/**
 * Reads the copy. Only the check of the search index needs a connection that may write, and it
 * writes nothing.
 */
const opened = (question: Extract<ThreadQuestion, { ask: 'open' }>): OpenedCopy => {
  const { file, key, nativeBinding } = question
  const open = (readonly: boolean): Store =>
    openStore({
      file,
      databaseKey: Buffer.from(key),
      readonly,
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
      digest: digestPort,
      now: Date.now,
      actor: () => '',
      onCommit: () => undefined,
    })
  const named: NamedBlobs = new Map()
  const look = lookAtRecords(named)
  const store = open(true)
  return {
    store,
    named,
    verifier: store.verifier(look),
    withWritable: (act) => {
      const other = open(question.readonly)
      try {
        return act(other.verifier(look))
      } finally {
        other.close()
      }
    },
  }
}

const run = (verifier: Verifier, part: VerificationPart): PartFound & { readonly done: number } => {
  let done = 0
  const checking = verifier.check(part)
  let step = checking.next()
  for (; step.done !== true; step = checking.next()) done += step.value
  return { ...step.value, done }
}

const checked = (
  { store, verifier, named, withWritable }: OpenedCopy,
  part: VerificationPart,
): PartChecked => {
  const { faults, searchIndexHolds, done } =
    part.what === 'index' ? withWritable((other) => run(other, part)) : run(verifier, part)
  const more = part.what === 'vault' ? runAtOnce(signatureFaults(store, faults)) : []
  const files = [...named].map(([digest, ids]) => [digest, [...ids]] as const)
  named.clear()
  return { faults: [...faults, ...more], searchIndexHolds, done, named: files }
}

const withFile = <T>(path: string, flags: 'r' | 'r+', act: (descriptor: number) => T): T => {
  const descriptor = openSync(path, flags)
  try {
    return act(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Steps below the priority of the process; there are at most 39. */
const stepsBelow = 5

/**
 * Other requests come first where processors are rare. Only Linux has a priority of one thread,
 * and tells its number.
 */
const giveWay = (): void => {
  try {
    const [ours, number] = readlinkSync('/proc/thread-self').split('/task/')
    // In a container, other numbers may be shown than those of this process.
    if (ours === String(process.pid))
      setPriority(Number(number), Math.min(19, getPriority() + stepsBelow))
  } catch {
    // The thread has the priority of the process.
  }
}

/** The thread's side of a verification: it ends with its port, or when it is terminated. */
export const answerVerification = (port: MessagePort): void => {
  let open: OpenedCopy | null = null
  giveWay()

  const answer = (question: ThreadQuestion): ThreadAnswers[keyof ThreadAnswers] => {
    switch (question.ask) {
      case 'copy': {
        const { from, pages } = question
        return withFile(question.to, 'r+', (to) => {
          if ('of' in pages) copyRange({ from, to }, pages, pages.of)
          else copyPages({ from, to }, pages)
          return null
        })
      }
      case 'compare': {
        const { from, pages } = question
        return withFile(question.to, 'r', (to) => differentPages({ from, to }, pages))
      }
      case 'open':
        open = opened(question)
        return null
      case 'plan':
        if (open === null) throw new Failure('internal')
        return open.verifier.plan()
      case 'check':
        if (open === null) throw new Failure('internal')
        return checked(open, question.part)
    }
  }

  const reply = async (question: ThreadQuestion): Promise<ThreadReply> => {
    try {
      await sodiumReady()
      return { ok: true, value: answer(question) }
    } catch (cause) {
      return { ok: false, code: cause instanceof Failure ? cause.code : 'storage' }
    }
  }

  port.on('message', (question: ThreadQuestion) => {
    void reply(question).then((answered) => port.postMessage(answered))
  })
}
