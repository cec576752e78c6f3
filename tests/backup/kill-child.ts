import { openTestVault, passphrase } from '../vault/harness.ts'
import { backUp, newWords, restored, tried } from './backup-vault.ts'
import { sayLine } from '../faults/say-line.ts'

// Run in a separate process, to be killed: prints a line after each acknowledgement.
const [act, folder = '', file = '', identity = '', out = ''] = process.argv.slice(2)
const secrets = { passphrase: null, identity }

if (act === 'restore') {
  sayLine('started')
  await restored(folder, file, secrets)
  sayLine(`restored ${newWords.length}`)
} else {
  const desk = openTestVault(folder)
  await desk.controller.unlock({ passphrase, keyFile: null })
  sayLine('started')
  for (;;) {
    if (act === 'test') await tried(desk, file, secrets)
    else sayLine(await backUp({ desk, out }, { kind: 'keys', recipients: [file] }))
  }
}
