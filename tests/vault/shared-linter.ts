import { BroadcastChannel } from 'node:worker_threads'
import type { LintJob } from '../../src/main/vault/lint/lint-job.ts'
import { lintReply } from '../../src/main/workers/lint-reply.ts'

/** A thread's job for the one linter of the process. */
export type SharedJob = { readonly thread: number; readonly job: LintJob | 'are you there' }

// Threads come and go with the vaults of a test file; the tables, seconds of work, are built once.
const jobs = new BroadcastChannel('lint jobs')
const here = new BroadcastChannel('linter here')
jobs.onmessage = ({ data }) => {
  const { thread, job } = data as SharedJob
  if (job === 'are you there') return here.postMessage(true)
  const answer = new BroadcastChannel(`lint replies ${thread}`)
  answer.postMessage(lintReply(job))
  answer.close()
}
// The first text builds the tables.
lintReply({ number: 0, text: 'A word.', language: 'en', names: [] })
here.postMessage(true)
