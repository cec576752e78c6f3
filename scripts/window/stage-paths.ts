import { join } from 'node:path'

const staged = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run this through as-user.ts`)
  return value
}

/** The paths that scripts/run/as-user.ts prepared for this run. */
export const stagePaths = {
  executable: () => staged('UNDERSTORY_EXECUTABLE'),
  kdfWorker: () => join(staged('UNDERSTORY_APP'), 'out', 'main', 'kdf-worker.cjs'),
  vault: () => join(staged('UNDERSTORY_BROUGHT'), 'vault'),
  out: (name: string) => join(staged('UNDERSTORY_OUT'), name),
}
