import { BroadcastChannel, parentPort, threadId } from 'node:worker_threads'
import type { LintJob } from '../../src/main/vault/lint/lint-job.ts'
import type { SharedJob } from './shared-linter.ts'

// In place of the app's worker: passes each text to the process's one linter and returns its
// answer.
const jobs = new BroadcastChannel('lint jobs')
const replies = new BroadcastChannel(`lint replies ${threadId}`)
const here = new BroadcastChannel('linter here')
const waiting: LintJob[] = []
let isThere = false

const ask = (job: SharedJob['job']): void => jobs.postMessage({ thread: threadId, job })
here.onmessage = () => {
  isThere = true
  for (const job of waiting.splice(0)) ask(job)
}
replies.onmessage = ({ data }) => parentPort?.postMessage(data)
parentPort?.on('message', (job: LintJob) => {
  if (isThere) ask(job)
  else waiting.push(job)
})
// Not received before the linter has started: it then announces itself.
ask('are you there')
