import { statSync, readFileSync } from 'node:fs'
import { writeNewFile } from '../main/vault/files/durable-write.ts'
import { vaultPaths } from '../main/vault/files/paths.ts'
import { Failure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure.ts'
import { rescueAttachments } from './attachments.ts'
import { collect, isImportUnfinished, isIncomplete } from './collect.ts'
import { openCopy } from './open-copy.ts'
import type { Rescued } from './open-copy.ts'
import { readOptions, usage } from './options.ts'
import type { RescueOptions } from './options.ts'
import { copyVault } from './private-copy.ts'
import { checkedOut } from './checked-out.ts'
import { privateFolder, unpackBackup } from './unpack-backup.ts'
import { limits } from '../shared/limits.ts'

const secretLimit = 4096

/**
 * Reads one line from standard input: at a terminal after a prompt on standard error and without
 * echo, otherwise the first line of the piped input.
 *
 * @throws Failure 'cancelled' on Ctrl+C or an empty line, 'too-big'.
 */
const askSecret = async (prompt: string): Promise<string> => {
  const { stdin, stderr } = process
  if (stdin.isTTY) {
    stderr.write(prompt)
    stdin.setRawMode(true)
  }
  try {
    let line = ''
    stdin.setEncoding('utf8')
    for await (const part of stdin as AsyncIterable<string>) {
      for (const symbol of part) {
        if (symbol === '\n' || symbol === '\r') return finished(line)
        if (stdin.isTTY && (symbol === '\u0003' || symbol === '\u0004')) {
          throw new Failure('cancelled')
        }
        if (stdin.isTTY && (symbol === '\u007f' || symbol === '\b')) {
          line = [...line].slice(0, -1).join('')
        } else line += symbol
        if (line.length > secretLimit) throw new Failure('too-big')
      }
    }
    return finished(line)
  } finally {
    if (stdin.isTTY) {
      stdin.setRawMode(false)
      stderr.write('\n')
    }
    stdin.destroy()
  }
}

const finished = (line: string): string => {
  if (line === '') throw new Failure('cancelled')
  return line
}

/** The text of a file of age identities. @throws Failure 'too-big', 'storage'. */
const readIdentityFile = (path: string): string => {
  try {
    if (statSync(path).size > limits.identityText) throw new Failure('too-big')
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage')
  }
}

/** Advice for the user. The vault is untouched in every case. */
const advice: Partial<Record<FailureCode, string>> = {
  'no-vault': 'there is no vault in this folder',
  busy: 'the vault is open: lock it in Understory, then try again',
  newer: 'the vault was written by a newer version of Understory: use that one',
  damaged: 'the header copies or the database cannot be read: try a backup of the folder',
  'wrong-passphrase':
    'this does not open the vault: give the key file if the passphrase was set with one, and none if it was not',
  'bad-code': 'there is a typing mistake in the recovery code',
  exists: 'the output file or folder exists already: it is not overwritten',
  invalid:
    'the output and the temporary folder must be outside the vault; a key file must not be empty; --identity is for a backup, --key-file and --recovery-code are for a vault',
  'too-big': 'the passphrase or the key file is too long',
  'not-for-us': 'this passphrase or identity does not open the backup',
  truncated: 'the backup is cut short: try another copy of it',
  malformed: 'this is not a backup, or it was altered: try another copy of it',
  'bad-signature': 'the signature of the backup is not valid: do not trust this copy',
  'kdf-bounds':
    'its key settings are unsafe, and no copy by Understory has such settings: do not trust this copy',
  storage: 'a file could not be read or written',
  cancelled: 'nothing was entered',
}

/** The source of the rescue, and the folder of its encrypted attached files. */
type RescueSource = {
  readonly open: () => Promise<Rescued>
  readonly blobs: string
  readonly remove: () => void
}

const isFile = (path: string): boolean => {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

const vaultSource = ({ vault, recoveryCode, keyFile }: RescueOptions): RescueSource => {
  const copy = copyVault(vault)
  return {
    remove: copy.remove,
    // They are only read, so they are read where they are.
    blobs: vaultPaths(vault).blobs,
    open: async () => {
      const secret = await askSecret(recoveryCode ? 'Recovery code: ' : 'Passphrase: ')
      return openCopy(copy.paths, { secret, recoveryCode, keyFile })
    },
  }
}

const backupSource = ({ vault, identity }: RescueOptions): RescueSource => {
  const folder = privateFolder()
  return {
    remove: folder.remove,
    blobs: vaultPaths(folder.path).blobs,
    open: async () => {
      const secrets =
        identity === null
          ? { passphrase: await askSecret('Passphrase: '), identity: null }
          : { passphrase: null, identity: readIdentityFile(identity) }
      const stored = await unpackBackup(vault, secrets, folder.path)
      return { stored, headerCopies: 'none' }
    },
  }
}

const rescue = async (options: RescueOptions): Promise<void> => {
  const fromBackup = isFile(options.vault)
  if (fromBackup && (options.recoveryCode || options.keyFile !== null)) throw new Failure('invalid')
  if (!fromBackup && options.identity !== null) throw new Failure('invalid')
  // The output must not be inside the vault that is read; a backup is one file.
  const checked = (path: string | null): string | null =>
    path === null || fromBackup ? path : checkedOut(path, options.vault)
  const out = checked(options.out)
  const folder = checked(options.attachments)
  const source = fromBackup ? backupSource(options) : vaultSource(options)
  const stop = (): void => {
    source.remove()
    process.exit(130)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const rescued = await source.open()
    try {
      const places = { blobs: source.blobs, to: folder }
      const attachments = await rescueAttachments(rescued.stored.store, places)
      const found = { ...collect(rescued), attachments }
      const text = `${JSON.stringify(found, null, 2)}\n`
      if (out === null) process.stdout.write(text)
      else writeNewFile(out, text)
      if (isImportUnfinished(rescued)) {
        process.stderr.write(
          'rescue: an import is not finished; records of it are missing: open the vault in Understory\n',
        )
      }
      if (isIncomplete(found)) {
        process.stderr.write('rescue: some parts could not be read; "unreadable" marks them\n')
        process.exitCode = 3
      }
    } finally {
      rescued.stored.close()
    }
  } finally {
    source.remove()
  }
}

const options = readOptions(process.argv.slice(2))
if (options === null) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  try {
    await rescue(options)
  } catch (cause) {
    const code = cause instanceof Failure ? cause.code : 'internal'
    process.stderr.write(`rescue: ${advice[code] ?? 'something went wrong'} (${code})\n`)
    process.exitCode = 1
  }
}
