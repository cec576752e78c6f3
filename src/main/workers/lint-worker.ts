import { parentPort } from 'node:worker_threads'
import { collectWhenIdle } from '../idle-gc.ts'
import type { LintJob } from '../vault/lint/lint-job.ts'
import { lintReply, warmUp } from './lint-reply.ts'

const answered = collectWhenIdle()

/** Stays for as long as the vault is open: its tables take longer to build than a text to check. */
parentPort?.on('message', (job: LintJob) => {
  parentPort?.postMessage(lintReply(job))
  answered()
})
// A text that waits already is answered first.
setTimeout(() => {
  warmUp()
  answered()
}, 0)
