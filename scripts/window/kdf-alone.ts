import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readHeader } from '../../src/crypto/v1/header-layout.ts'
import { typingMs } from './bench-passphrase.ts'
import { stagePaths } from './stage-paths.ts'

const probe = `
const { Worker } = require('node:worker_threads')
const [, script, text] = process.argv
const { salt, ...cost } = JSON.parse(text)
const kdf = { ...cost, salt: new Uint8Array(Buffer.from(salt, 'hex')) }
const worker = new Worker(script, { env: {}, execArgv: [] })
worker.postMessage({ memoryKiB: kdf.memoryKiB })
setTimeout(() => {
  const since = performance.now()
  worker.postMessage({ password: new Uint8Array(27).fill(97), keyFile: null, kdf })
  worker.once('message', ({ ok }) => {
    const took = performance.now() - since
    if (!ok) process.exit(1)
    void worker.terminate().then(() => process.stdout.write(String(took)))
  })
}, ${String(typingMs)})
`

/**
 * Milliseconds that the app's own KDF worker takes in the app's own runtime, with this vault's cost. It
 * runs and has its memory by then, as it does for somebody who has typed a passphrase.
 */
export const kdfAlone = async (vault: string): Promise<number> => {
  const [kdf] = readHeader(readFileSync(join(vault, 'header'))).kdf.filter((each) => each !== null)
  if (kdf === undefined) throw new Error('the vault has no slot')
  const text = JSON.stringify({ ...kdf, salt: Buffer.from(kdf.salt).toString('hex') })
  const { stdout } = await promisify(execFile)(
    stagePaths.executable(),
    ['-e', probe, stagePaths.kdfWorker(), text],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  )
  return Number(stdout)
}
