import { parentPort } from 'node:worker_threads'
import { answerDerivation } from '../vault/files/credential.ts'

/** The thread of one derivation. */
if (parentPort !== null) answerDerivation(parentPort)
