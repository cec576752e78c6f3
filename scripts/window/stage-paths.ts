import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const staged = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run this through drive-app.ts`)
  return value
}

/** The paths that scripts/run/as-user.ts prepared for this run. */
export const stagePaths = {
  executable: () => staged('UNDERSTORY_EXECUTABLE'),
  kdfWorker: () => join(staged('UNDERSTORY_APP'), 'out', 'main', 'kdf-worker.cjs'),
  vault: () => join(staged('UNDERSTORY_BROUGHT'), 'vault'),
  /** What scripts/bench/prepared-import.ts made. */
  importing: () => join(staged('UNDERSTORY_BROUGHT'), 'importing'),
  out: () => staged('UNDERSTORY_OUT'),
}

/** Leaves a result for the caller of scripts/run/drive-app.ts. */
export const writeResult = (file: string, result: object): void =>
  writeFileSync(join(stagePaths.out(), file), `${JSON.stringify(result, null, 2)}\n`)
