import { homedir, tmpdir } from 'node:os'
import { dirname } from 'node:path'

/** Wherever a process of this user can write: the stage with its private HOME, TMPDIR and XDG folders, and what everybody shares. */
export const everywhere = [
  dirname(process.env['UNDERSTORY_APP'] ?? ''),
  homedir(),
  tmpdir(),
  process.env['XDG_CONFIG_HOME'] ?? homedir(),
  process.env['XDG_CACHE_HOME'] ?? homedir(),
  process.env['XDG_DATA_HOME'] ?? homedir(),
  process.env['XDG_RUNTIME_DIR'] ?? homedir(),
  '/tmp',
  '/var/tmp',
  '/dev/shm',
  '/run/user',
]
