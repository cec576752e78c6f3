import { parentPort } from 'node:worker_threads'
import '../../src/main/workers/lint-worker.ts'
import type { LintReply } from '../../src/main/vault/lint/lint-job.ts'

/** The real worker, which dies over the second text that it is ever given. */
const port = parentPort
if (port !== null) {
  const post = port.postMessage.bind(port)
  port.postMessage = (reply: LintReply) => {
    if (reply.number === 2) process.exit(1)
    post(reply)
  }
}
