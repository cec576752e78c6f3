import { chmodSync, chownSync, copyFileSync, existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot, run } from './exec.ts'
import { log, Stop } from './log.ts'
import { become } from './user.ts'
import type { RunUser } from './user.ts'

/** Chromium's first choice: a user namespace in which it may make further namespaces. */
const namespacesWork = (user: RunUser | undefined): boolean => {
  const probe = [
    'unshare',
    '--user',
    '--map-root-user',
    'unshare',
    '--net',
    '--pid',
    '--fork',
    'true',
  ]
  const [command = '', ...args] = user === undefined ? probe : [...become(user), ...probe]
  return run(command, args).code === 0
}

const isSuidHelper = (helper: string): boolean => {
  if (!existsSync(helper)) return false
  const { uid, mode } = statSync(helper)
  return uid === 0 && (mode & 0o4755) === 0o4755
}

/**
 * Makes the file the SUID helper. A copy takes its place first: it may be a hard link of the file in
 * `.cache`, which keeps its owner and mode.
 */
export const makeSuidHelper = (helper: string): void => {
  const copy = `${helper}.copy`
  copyFileSync(helper, copy)
  chownSync(copy, 0, 0)
  chmodSync(copy, 0o4755)
  renameSync(copy, helper)
}

/**
 * Makes sure that Chromium's sandbox can start from this runtime's folder: by user namespaces, or,
 * where the system blocks those (Ubuntu 24.04 does), by the SUID helper.
 *
 * @throws Stop when neither works. Running without the sandbox is no option.
 */
export const ensureSandbox = (
  runtimeDir: string,
  user: RunUser | undefined,
): 'namespaces' | 'suid-helper' => {
  if (namespacesWork(user)) return 'namespaces'
  const helper = join(runtimeDir, 'chrome-sandbox')
  if (isSuidHelper(helper)) return 'suid-helper'
  if (isRoot() && existsSync(helper)) {
    makeSuidHelper(helper)
    log('sandbox', 'unprivileged namespaces are blocked here: using the SUID helper chrome-sandbox')
    return 'suid-helper'
  }
  throw new Stop(
    'Chromium’s sandbox cannot start, because this system blocks user namespaces. Allow them: ' +
      'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu) or sudo sysctl -w kernel.unprivileged_userns_clone=1 (Debian)',
  )
}
