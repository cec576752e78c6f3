import { writeNewFile } from '../main/vault/files/durable-write.ts'
import { vaultPaths } from '../main/vault/files/paths.ts'
import { Failure, type FailureCode } from '../shared/failure.ts'
import { askSecret } from './ask-secret.ts'
import { rescueAttachments } from './attachments.ts'
import { collect, isIncomplete } from './collect.ts'
import { openCopy } from './open-copy.ts'
import { readOptions, usage, type RescueOptions } from './options.ts'
import { copyVault } from './private-copy.ts'
import { checkedOut } from './checked-out.ts'

/** What a person can do about it. The vault is untouched in every case. */
const advice: Partial<Record<FailureCode, string>> = {
  'no-vault': 'there is no vault in this folder',
  busy: 'the vault is open: lock it in Understory, then try again',
  newer: 'the vault was written by a newer version of Understory: use that one',
  damaged: 'the header copies or the database cannot be read: try a backup of the folder',
  'wrong-passphrase':
    'this passphrase (with this key file, or without one) does not open the vault',
  'bad-code': 'there is a typing mistake in the recovery code',
  exists: 'the output file or folder exists already: it is not overwritten',
  invalid:
    'output and temporary folder must not lie inside the vault; a key file must not be empty',
  'too-big': 'the passphrase or the key file is too long',
  storage: 'a file could not be read or written',
  cancelled: 'nothing was given',
}

async function rescue(options: RescueOptions): Promise<void> {
  const out = options.out === null ? null : checkedOut(options.out, options.vault)
  const folder =
    options.attachments === null ? null : checkedOut(options.attachments, options.vault)
  const copy = copyVault(options.vault)
  const stop = (): void => {
    copy.remove()
    process.exit(130)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const { recoveryCode, keyFile } = options
    const secret = await askSecret(recoveryCode ? 'Recovery code: ' : 'Passphrase: ')
    const rescued = await openCopy(copy.paths, { secret, recoveryCode, keyFile })
    try {
      // Attached files are only read, so they are read where they are.
      const places = { blobs: vaultPaths(options.vault).blobs, to: folder }
      const attachments = await rescueAttachments(rescued.stored.store, places)
      const found = { ...collect(rescued), attachments }
      const text = `${JSON.stringify(found, null, 2)}\n`
      if (out === null) process.stdout.write(text)
      else writeNewFile(out, text)
      if (isIncomplete(found)) {
        process.stderr.write('rescue: some parts could not be read; "unreadable" marks them\n')
        process.exitCode = 3
      }
    } finally {
      rescued.stored.close()
    }
  } finally {
    copy.remove()
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
