import { parentPort } from 'node:worker_threads'
import { answerVerification } from '../vault/verify/verify-thread.ts'

/** A thread of one verification. */
if (parentPort !== null) answerVerification(parentPort)
