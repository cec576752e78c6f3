import { readReply } from '../../src/renderer/data/read-reply.ts'
import type { SentReply } from '../../src/shared/reply.ts'
import { attachToPage } from './debug-port.ts'

/*
 * Runs inside the namespaces of a launched app (launcher.test.ts) and prints the app's answers as
 * JSON. `create-and-lock PORT`: creates a vault and locks it. `unlock PORT`: opens it.
 */

const [, , port, step] = process.argv
const page = await attachToPage(Number(port))
const passphrase = 'seven plain words here'

const ask = async (channel: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
  const sent = await page.evaluate(`api[${JSON.stringify(channel)}](${JSON.stringify(input)})`)
  const reply = readReply(sent as SentReply<unknown>)
  if (!reply.ok) throw new Error(`${channel}: ${reply.code}`)
  return reply.value as Readonly<Record<string, unknown>>
}

const { network } = await ask('app.info', {})
if (step === 'unlock') await ask('vault.unlock', { passphrase, keyFile: null })
else await ask('vault.create', { passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
const { state } = await ask('vault.status', {})
process.stdout.write(JSON.stringify({ network, state }))
// The app ends while it answers.
if (step === 'create-and-lock') await page.evaluate('api["app.lock"]({})')
page.close()
