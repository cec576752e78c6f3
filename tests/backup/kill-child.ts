import { openDesk, passphrase } from '../vault/harness.ts'
import { backUp, newWords, restored, tried } from './backup-desk.ts'

// Run as a process of its own, to be killed: says each thing on a line once it was acknowledged.
const [act, folder = '', file = '', identity = '', out = ''] = process.argv.slice(2)
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const secrets = { passphrase: null, identity }

if (act === 'restore') {
  say('started')
  await restored(folder, file, secrets)
  say(`restored ${newWords.length}`)
} else {
  const desk = openDesk(folder)
  await desk.keeper.unlock({ passphrase, keyFile: null })
  say('started')
  for (;;) {
    if (act === 'test') await tried(desk, file, secrets)
    else say(await backUp({ desk, out }, { kind: 'keys', recipients: [file] }))
  }
}
