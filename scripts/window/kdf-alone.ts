import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readHeader } from '../../src/crypto/v2/header-layout.ts'
import { vaultFlags } from '../../src/main/app/runtime.ts'
import type { Launched } from '../../tests/e2e/launch.ts'
import { typingMs } from '../bench/bench-passphrase.ts'
import { stagePaths } from './stage-paths.ts'

const probe = `
const { Worker } = require('node:worker_threads')
const [script, text] = process.argv.slice(2)
const { salt, ...cost } = JSON.parse(text)
const kdf = { ...cost, salt: new Uint8Array(Buffer.from(salt, 'hex')) }
const worker = new Worker(script, { env: {}, execArgv: [] })
worker.postMessage({ memoryKiB: kdf.memoryKiB })
setTimeout(() => {
  const since = performance.now()
  worker.postMessage({ password: new Uint8Array(27).fill(97), keyFile: null, kdf })
  worker.once('message', ({ ok }) => process.parentPort.postMessage(ok ? performance.now() - since : NaN))
}, ${String(typingMs)})
`

/**
 * Milliseconds that the app's own KDF worker takes with this vault's cost, in a process like the
 * vault's. The worker is running and has allocated its memory, as after the user typed a
 * passphrase.
 *
 * @param desk an idle app.
 */
export const kdfAlone = async ({ app }: Launched, vault: string): Promise<number> => {
  const { kdf } = readHeader(readFileSync(join(vault, 'header')))
  const text = JSON.stringify({ ...kdf, salt: Buffer.from(kdf.salt).toString('hex') })
  const folder = mkdtempSync(join(tmpdir(), 'kdf-alone-'))
  const file = join(folder, 'probe.cjs')
  writeFileSync(file, probe)
  try {
    const took = await app.evaluate(
      ({ utilityProcess }, [script, args, execArgv]) =>
        new Promise<number>((resolve, reject) => {
          const child = utilityProcess.fork(script, [...args], {
            env: {},
            execArgv: [...execArgv],
            stdio: 'ignore',
          })
          child.once('exit', () => reject(new Error('the KDF alone ended')))
          child.once('message', (ms: number) => {
            resolve(ms)
            child.kill()
          })
        }),
      [file, [stagePaths.kdfWorker(), text], vaultFlags] as const,
    )
    if (!(took > 0)) throw new Error('the KDF alone failed')
    return took
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
