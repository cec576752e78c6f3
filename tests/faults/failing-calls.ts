import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Skipped } from '../../scripts/soak/run.ts'

/** A fault of a system call; the words are those of failing-calls.c. */
export type Fault = {
  readonly call: string
  /** Number of the call on the vault's folder, from 1. */
  readonly nth: number
  readonly error: 'EIO' | 'ENOSPC' | 'short' | 'kill'
  /** Every later call fails as well. */
  readonly stays?: boolean
}

/** A counted call and its file. */
export type Call = { readonly call: string; readonly file: string }

let built: string | null = null

/**
 * Builds the library that is preloaded before libc, once per process.
 *
 * @throws Skipped where there is no compiler, or no LD_PRELOAD.
 */
const library = (): string => {
  if (built !== null) return built
  if (process.platform !== 'linux') throw new Skipped('system calls are made to fail on Linux only')
  const folder = mkdtempSync(join(tmpdir(), 'understory-calls-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const output = join(folder, 'failing-calls.so')
  const source = join(import.meta.dirname, 'failing-calls.c')
  const args = ['-shared', '-fPIC', '-O2', '-o', output, source, '-ldl']
  const { status } = spawnSync('gcc', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Skipped('gcc could not build failing-calls.c')
  built = output
  return output
}

const env = (folder: string, more: Readonly<Record<string, string>>): Record<string, string> => ({
  LD_PRELOAD: library(),
  FAIL_PATH: folder,
  ...more,
})

/** The environment of a child whose calls on a folder fail as `fault` says. @throws Skipped. */
export const failing = (folder: string, fault: Fault): Record<string, string> =>
  env(folder, {
    FAIL_CALL: fault.call,
    FAIL_NTH: String(fault.nth),
    FAIL_ERROR: fault.error,
    FAIL_STAYS: fault.stays === true ? '1' : '0',
  })

/** The environment of a child that reports each call. @throws Skipped. */
export const counting = (folder: string): Record<string, string> =>
  env(folder, { FAIL_CALL: 'any', FAIL_ERROR: 'count' })

/**
 * The environment of a child for which the library records what each call writes to the disk, from
 * its start; `recordedIn` reads the record. @throws Skipped.
 */
export const recording = (folder: string, record: string): Record<string, string> =>
  env(folder, { FAIL_CALL: 'none', FAIL_ERROR: 'record', FAIL_RECORD: record, FAIL_ARMED: '1' })

const told = (err: string, what: 'call' | 'struck'): Call[] =>
  err.split('\n').flatMap((line) => {
    const [word, , call = '', file = ''] = line.split(' ')
    return word === what ? [{ call, file }] : []
  })

/** The calls that a counting child reported, in order. */
export const callsIn = (err: string): Call[] => told(err, 'call')

/** The call that failed, or null when the child ended before it. */
export const struckIn = (err: string): Call | null => told(err, 'struck')[0] ?? null

/** Starts counting; called by the child itself, once it is ready. */
export const arm = (): void => {
  // Needed now for the next child: a killed child does not write its cache when it ends.
  flushCompileCache()
  process.env['FAIL_ARMED'] = '1'
}

/** Stops all faults. */
export const disarm = (): void => {
  process.env['FAIL_ARMED'] = '0'
}

/** Why calls cannot be made to fail here, or null. */
export const cannotFailCalls = (): string | null => {
  try {
    library()
    return null
  } catch (cause) {
    if (cause instanceof Skipped) return cause.message
    throw cause
  }
}
