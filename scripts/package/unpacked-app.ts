import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from './edition.ts'

/** A folder such as electron-builder leaves, with little in each file: for tests. */
export const unpackedApp = (folder: string, { name }: Edition, mode = 0o755): string => {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  for (const file of [
    name,
    `${name}.bin`,
    'confine',
    'check-release',
    'chrome_crashpad_handler',
    'chrome-sandbox',
    'libEGL.so',
    'resources.pak',
    join('resources', 'app.asar'),
  ]) {
    writeFileSync(join(folder, file), `content of ${file}`)
    chmodSync(join(folder, file), mode)
  }
  return folder
}
