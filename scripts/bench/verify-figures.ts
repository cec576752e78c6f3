import { closeSync, openSync, readSync } from 'node:fs'
import { verifyVault } from '../../src/main/vault/verify.ts'
import { openDesk, passphrase, sessionOf } from './desk.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { timed, timedAsync } from './timing.ts'

const readThrough = (file: string): void => {
  const descriptor = openSync(file, 'r')
  const part = Buffer.alloc(2 ** 20)
  try {
    while (readSync(descriptor, part, 0, part.length, null) > 0);
  } finally {
    closeSync(descriptor)
  }
}

/** Verifying a whole vault, beside reading its file once from beginning to end. */
export const verifyFigures = async (
  folder: string,
  database: string,
  size: string,
): Promise<readonly Figure[]> => {
  const reading = timed(() => readThrough(database))
  const desk = openDesk(folder)
  await desk.keeper.unlock({ passphrase, keyFile: null })
  try {
    const ports = { signal: new AbortController().signal, progress: () => undefined }
    let faults = 0
    const ms = await timedAsync(async () => {
      faults = (await verifyVault(sessionOf(desk), ports)).faults.length
    })
    if (faults > 0) throw new Error('the vault that the bench made does not hold')
    return [
      figure({
        group: 'Verify',
        name: `verify, ${size} reports`,
        unit: 's',
        ours: ms / 1e3,
        limit: { of: 's to read the file', value: reading / 1e3 },
        bar: { on: 'ratio', most: 2 },
      }),
    ]
  } finally {
    desk.keeper.close()
  }
}
