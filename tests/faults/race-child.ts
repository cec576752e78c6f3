import { createInterface } from 'node:readline'
import { failureOf, openTestVault, passphrase, reportContent } from '../vault/harness.ts'
import { say } from './model.ts'
import { sayLine } from './say-line.ts'

// Run in a separate process: opens a vault, saves in it and closes it, as each input line says.
const [folder = ''] = process.argv.slice(2)
const desk = openTestVault(folder)
let count = 0
for await (const word of createInterface({ input: process.stdin })) {
  if (word === 'open') {
    const code = await failureOf(() => desk.controller.unlock({ passphrase, keyFile: null }))
    sayLine(code === 'none' ? 'open' : code)
  } else if (word === 'save') {
    const body = `saved by ${String(process.pid)}, ${String((count += 1))}`
    const content = reportContent(body)
    const { id } = await desk.handlers['reports.save']({ id: null, rev: 0, content })
    say({ done: { id, body, state: 'draft' } })
  } else {
    desk.controller.close()
    sayLine('closed')
  }
}
