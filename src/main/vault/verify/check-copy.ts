import { randomBytes } from 'node:crypto'
import { close, closeSync, openSync, statfsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Failure } from '../../../shared/failure.ts'
import { pageBytes } from '../../store/changed-pages.ts'
import type { PageWatch } from '../../store/changed-pages.ts'
import { mergeFaults } from '../../store/verify.ts'
import type { Verification, VerificationPart } from '../../store/verify-parts.ts'
import { fileMode, vaultPaths } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { makeScratch } from '../files/scratch.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { copyPages, freeBlocks } from './copied-pages.ts'
import { addNamed } from './signatures.ts'
import type { NamedBlobs } from './signatures.ts'
import type {
  CopiedPart,
  PartChecked,
  ThreadAnswers,
  ThreadQuestion,
  ThreadReply,
} from './verify-thread.ts'

/** What was found; the names, and the last line of the journal, as of the moment of the copy. */
export type LookedThrough = {
  readonly found: Verification
  readonly named: NamedBlobs
  readonly seq: number
}

/** A copy that could not be made or read: this says nothing about the vault. */
class NoCopy extends Error {}

type CheckThread = {
  /** Questions are answered one after the other. @throws Failure that the thread met; NoCopy if the thread is gone. */
  readonly ask: <Q extends ThreadQuestion>(question: Q) => Promise<ThreadAnswers[Q['ask']]>
  /** Ends it, in the middle of its work but for one step of the engine. */
  readonly end: () => Promise<unknown>
}

const startThread = (script: string): CheckThread => {
  const worker = new Worker(script, {
    // No environment or arguments, and its output is discarded.
    env: {},
    argv: [],
    stdout: true,
    stderr: true,
    // As the vault process: what is read is garbage at once (ADR 0047).
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  })
  let isGone = false
  /** The questions without an answer, in the order of their answers. */
  const waiting: ((reply: ThreadReply | null) => void)[] = []
  const gone = (): void => {
    isGone = true
    for (const answer of waiting.splice(0)) answer(null)
  }
  worker.on('message', (reply: ThreadReply) => waiting.shift()?.(reply))
  worker.on('error', gone)
  worker.on('exit', gone)
  return {
    ask: async <Q extends ThreadQuestion>(question: Q) => {
      const reply = await new Promise<ThreadReply | null>((resolve) => {
        if (isGone) return resolve(null)
        waiting.push(resolve)
        worker.postMessage(question)
      })
      if (reply === null) throw new NoCopy()
      if (!reply.ok) throw new Failure(reply.code)
      return reply.value as ThreadAnswers[Q['ask']]
    },
    end: () => {
      gone()
      return worker.terminate()
    },
  }
}

/** So many pages are copied in one step of this thread, after which no page is missing. */
const pagesAtOnce = 1_024
/** How often a thread copies what changed during its last copying. */
const mostRounds = 32
/** What may be left then: beside more writing, there is no copy. */
const mostLeft = 4 * pagesAtOnce
/** How often it begins again because it is not known what changed, as after a rewrite of the file. */
const mostWhole = 3

/** What stays free beside a copy, for saves during the verification. */
const roomBytes = 128 * 2 ** 20

const hasRoom = (folder: string, bytes: number): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > bytes + roomBytes
  } catch {
    // Without an answer, writing finds out.
    return true
  }
}

/** Whether a failed check tells something about the vault, or only about its copy. */
const orNoCopy = async <T>(work: () => Promise<T> | T): Promise<T> => {
  try {
    return await work()
  } catch {
    throw new NoCopy()
  }
}

type Copy = {
  readonly file: string
  readonly threads: readonly [CheckThread, CheckThread]
  readonly watch: PageWatch
  readonly descriptor: number
}

/** The key, in memory that all threads share: wiped here, it is gone from the threads too. */
const sharedKey = ({ databaseKey }: Session): Uint8Array => {
  const secret = databaseKey()
  const key = new Uint8Array(new SharedArrayBuffer(secret.bytes.length))
  key.set(secret.bytes)
  secret.wipe()
  return key
}

/** The state that a copy has. */
type CopiedState = { readonly seq: number; readonly pages: number }

/**
 * Copies the file beside saves and imports: each thread one half, then again and again what was
 * written meanwhile, which the rollback journal of each transaction names. The last few pages are
 * copied in one step, between two transactions: so the copy is of one moment.
 *
 * @throws NoCopy
 */
const makeCopy = async (
  session: Session,
  { file, threads, watch, descriptor }: Copy,
): Promise<CopiedState> => {
  const { pages, journal } = session.store
  const copied = (thread: CheckThread, part: CopiedPart): Promise<null> =>
    thread.ask({ ask: 'copy', from: descriptor, to: file, pages: part })
  let whole = 0
  let round = 0
  let changed: ReadonlySet<number> | 'all' = 'all'
  while (changed === 'all' || (changed.size > pagesAtOnce && round < mostRounds)) {
    if (changed === 'all') whole += 1
    if (whole > mostWhole) throw new NoCopy()
    const of = pages.count()
    const half = of >> 1
    const parts: readonly CopiedPart[] =
      changed === 'all'
        ? [
            { after: 0, upTo: half, of },
            { after: half, upTo: of, of },
          ]
        : [changed]
    const ended = await Promise.allSettled(
      parts.map((part, at) => copied(threads[at === 0 ? 0 : 1], part)),
    )
    changed = watch.take()
    // A file that was rewritten may be shorter than it was: it is copied again.
    const isCopied = ended.every(({ status }) => status === 'fulfilled')
    if (!isCopied && changed !== 'all') throw new NoCopy()
    round += 1
  }
  if (changed.size > mostLeft) throw new NoCopy()
  try {
    const to = openSync(file, 'r+')
    try {
      copyPages({ from: descriptor, to }, changed)
    } finally {
      closeSync(to)
    }
  } catch {
    throw new NoCopy()
  }
  return { seq: journal.tail().seq, pages: pages.count() }
}

/** Have copy and file the same pages, except those that were written since? @throws NoCopy */
const isFaithful = async (copy: Copy, pages: number): Promise<boolean> => {
  const { threads, watch, file, descriptor } = copy
  const different = await orNoCopy(() =>
    threads[0].ask({ ask: 'compare', from: descriptor, to: file, pages }),
  )
  const since = watch.take()
  return since !== 'all' && different.every((page) => since.has(page))
}

/**
 * The first thread takes the long steps of the engine, which come last in the list, the second all
 * others; whichever is done helps the other.
 *
 * @throws the first failure, once both threads have answered.
 */
const shareParts = async (
  threads: readonly CheckThread[],
  parts: readonly VerificationPart[],
  each: (found: PartChecked) => void,
): Promise<void> => {
  const left = [...parts]
  const failures: unknown[] = []
  await Promise.all(
    threads.map(async (thread, at) => {
      for (;;) {
        const part = at === 0 ? left.pop() : left.shift()
        if (part === undefined) return
        try {
          each(await thread.ask({ ask: 'check', part }))
        } catch (cause) {
          failures.push(cause)
          left.length = 0
        }
      }
    }),
  )
  if (failures.length > 0) throw failures[0]
}

const checkMade = async (
  session: Session,
  copy: Copy,
  { key, progress }: { readonly key: Uint8Array; readonly progress: TaskPorts['progress'] },
): Promise<Pick<LookedThrough, 'found' | 'named'>> => {
  const open: Extract<ThreadQuestion, { ask: 'open' }> = {
    ask: 'open',
    file: copy.file,
    key,
    readonly: session.mode === 'rescue',
    nativeBinding: session.nativeBinding,
  }
  const { threads } = copy
  const opened = threads.map((thread) => thread.ask(open))
  const [{ records, journalLines, parts }] = await Promise.all([
    threads[0].ask({ ask: 'plan' }),
    ...opened,
  ])
  const named: NamedBlobs = new Map()
  const results: PartChecked[] = []
  let done = 0
  await shareParts(threads, parts, (found) => {
    results.push(found)
    for (const [digest, ids] of found.named) addNamed(named, digest, ids)
    done += found.done
    progress(done, records + journalLines + 2)
  })
  return {
    named,
    found: {
      records,
      journalLines,
      searchIndexHolds: results.every(({ searchIndexHolds }) => searchIndexHolds),
      faults: mergeFaults(results.map(({ faults }) => faults)),
    },
  }
}

type CopyFile = {
  readonly path: string
  /** Never throws. An engine in the middle of a long step ends at the first page that is gone. */
  readonly empty: (isAtOnce: boolean) => Promise<void>
  /** Never throws. Empty it first, and end the threads: an open file cannot be removed on Windows. */
  readonly remove: () => Promise<void>
}

/**
 * An empty file, which only this user may read. Its descriptor stays open: so the lock can remove
 * the file at once, and a thread of the system frees its blocks, which takes some tenths of a second
 * for a gigabyte.
 *
 * @throws NoCopy
 */
const makeCopyFile = (paths: VaultPaths): CopyFile => {
  try {
    const scratch = makeScratch(paths, `verify-${randomBytes(8).toString('hex')}`)
    const descriptor = openSync(scratch.database, 'wx', fileMode)
    return {
      path: scratch.database,
      empty: (isAtOnce) => freeBlocks(descriptor, isAtOnce),
      remove: () =>
        new Promise((resolve) =>
          close(descriptor, () => {
            scratch.remove()
            resolve()
          }),
        ),
    }
  } catch {
    throw new NoCopy()
  }
}

/** Smaller files are checked in this thread: the steps of the engine take less than 100 ms. */
export const leastCopied = 4 * 2 ** 20

/**
 * Checks a byte copy of the encrypted database in two threads, so that this thread answers other
 * requests. The copy is in the vault's folder for temporary files, and is removed in every case.
 * A fault counts only if the copy is the same as the file: what a disk made of the copy is none.
 *
 * @param least bytes of the smallest file that is copied.
 * @returns null if there is no copy to check, for example without room on the disk: check the
 *   vault itself.
 * @throws Failure as `Verifier.check`; 'cancelled'.
 */
export const checkCopy = async (
  session: Session,
  { signal, progress }: TaskPorts,
  least = leastCopied,
): Promise<LookedThrough | null> => {
  const { store } = session
  const paths = vaultPaths(session.folder)
  const bytes = store.pages.count() * pageBytes
  if (bytes < least || !hasRoom(session.folder, bytes)) return null
  const watch = store.pages.watch()
  const threads: CheckThread[] = []
  let file: CopyFile | null = null
  let key: Uint8Array | null = null
  const dropAll = async (): Promise<void> => {
    watch.end()
    key?.fill(0)
    // After a cancel the engine's steps shall end, and with them its keys, before a save is quick.
    await Promise.all([file?.empty(signal.aborted), ...threads.map((thread) => thread.end())])
    // What a thread wrote before it ended.
    await file?.empty(true)
    await file?.remove()
  }
  let dropping: Promise<void> | null = null
  const drop = (): Promise<void> => (dropping ??= dropAll())
  const onAbort = (): void => void drop()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    signal.throwIfAborted()
    progress(0, 0)
    signal.throwIfAborted()
    file = makeCopyFile(paths)
    const first = startThread(session.workers.verify)
    threads.push(first)
    // Each start takes a while in this thread, which answers others between the two.
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
    const second = startThread(session.workers.verify)
    threads.push(second)
    const copy: Copy = {
      file: file.path,
      threads: [first, second],
      watch,
      descriptor: store.pages.descriptor(),
    }
    const { seq, pages } = await makeCopy(session, copy)
    signal.throwIfAborted()
    key = sharedKey(session)
    const checking = checkMade(session, copy, { key, progress })
    const failed = await checking.then(
      ({ found }) => found.faults.length > 0 || !found.searchIndexHolds,
      () => true,
    )
    if (failed && !signal.aborted && !(await isFaithful(copy, pages))) return null
    signal.throwIfAborted()
    return { ...(await checking), seq }
  } catch (cause) {
    if (signal.aborted) throw new Failure('cancelled')
    if (cause instanceof NoCopy || !(cause instanceof Failure)) return null
    throw cause
  } finally {
    signal.removeEventListener('abort', onAbort)
    await drop()
  }
}
