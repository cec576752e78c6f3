import {
  flipFuses,
  FuseState,
  FuseV1Options,
  FuseVersion,
  getCurrentFuseWire,
} from '@electron/fuses'
import { Stop } from '../setup/log.ts'

/**
 * The fuses of a packaged app: it never runs as plain Node, takes no Node options and no inspector,
 * loads no code from outside its archive, and gives file: no extra privileges.
 */
const wanted = {
  [FuseV1Options.RunAsNode]: false,
  // The session is in memory: there are no cookies on disk to encrypt.
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const

/** Fuses that an older Electron does not have cannot be set; the evaluation runtime lacks one. */
type Wire = Readonly<Record<string, FuseState | undefined>>

/** Fuses that the evaluation runtime is too old to have, by name. */
export const lackedByEvaluation: readonly string[] = ['WasmTrapHandlers']

/** The names of the fuses that differ from `wanted` or are missing. */
export const wrongFuses = async (executable: string): Promise<string[]> => {
  const wire = (await getCurrentFuseWire(executable)) as unknown as Wire
  return Object.entries(wanted)
    .filter(([option, on]) => wire[option] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([option]) => String(FuseV1Options[Number(option)]))
}

/**
 * Sets the fuses and reads them back.
 *
 * @param all whether every known fuse must exist; else those that the evaluation runtime lacks may
 * be missing.
 * @throws Stop when a fuse did not take, or is missing.
 */
export const setFuses = async (executable: string, all: boolean): Promise<void> => {
  const known = (await getCurrentFuseWire(executable)) as unknown as Wire
  if (all) {
    await flipFuses(executable, {
      version: FuseVersion.V1,
      strictlyRequireAllFuses: true,
      ...wanted,
    })
  } else {
    const present = Object.entries(wanted).filter(([option]) => known[option] !== undefined)
    await flipFuses(executable, { version: FuseVersion.V1, ...Object.fromEntries(present) })
  }
  const missing = all ? [] : lackedByEvaluation
  const wrong = (await wrongFuses(executable)).filter((name) => !missing.includes(name))
  if (wrong.length > 0) throw new Stop(`These fuses did not take: ${wrong.join(', ')}`)
}
