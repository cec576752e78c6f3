import { mkdtempSync, rmSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { personAt } from './hands/person.ts'
import { wholeDay } from './hands/whole-day.ts'
import { launch } from './launch.ts'

/** A whole day of work, in whatever network this process has; says as JSON what it had and what it wrote. */
const home = mkdtempSync(join(tmpdir(), 'alone-'))
const person = personAt(await launch({ vault: join(home, 'Understory') }))
try {
  const files = await wholeDay(person, home)
  process.stdout.write(`${JSON.stringify({ networks: Object.keys(networkInterfaces()), files })}\n`)
} finally {
  await person.desk.kill9()
  rmSync(home, { recursive: true, force: true })
}
