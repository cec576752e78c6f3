import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import type { HeldEscrow } from '../../src/main/store/escrows.ts'
import type { AuthorKey } from '../../src/shared/ids.ts'
import { nextTask, session } from '../exchange/test-vault.ts'
import { meet } from '../exchange/meet.ts'
import { hybridOf, taken, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { several } from '../in-full.ts'
import { caseContent, passphrase, reopen, reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'

const own = 'five other words for identities'

let two: Two
let author: AuthorKey
let file: string
/** A desk that has the field as contact and has received no file yet. */
let folder: string
beforeAll(async () => {
  takeFastKdf()
  two = await twoVaults()
  const { field, desk } = two
  ;({ author } = session(field))
  ;({ folder } = desk)
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  await meet(field, desk, two.place)
  await field.handlers['contacts.sealTo']({ author: session(desk).author })
  await field.controller.escrowRecovery({ passphrase, keyFile: null })
  const { handlers } = field
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Bridge') })
  const content = { ...reportContent('Two lorries', 'Lorries'), caseId: kase.id }
  const { id, rev } = await handlers['reports.save']({ id: null, rev: 0, content })
  await handlers['reports.file']({ id, rev })
  file = await two.exported(field, kase.id, { kind: 'keys', recipients: [await hybridOf(desk)] })
  desk.controller.close()
})
afterAll(() => two.end())

const copied = (name: string, from = folder): string => {
  const copy = join(two.place, name)
  cpSync(from, copy, { recursive: true })
  return copy
}

const begun = (vault: string, step = 0) => {
  const script = join(import.meta.dirname, 'escrow-import-child.ts')
  const args = [script, vault, file, String(step)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const spoken = async (line: string): Promise<void> => {
    while (!text.includes(line)) await once(child.stdout, 'data')
  }
  const ended = once(child, 'exit').then(() => ({
    signal: child.signalCode,
    lines: text.split('\n').slice(0, -1),
  }))
  return { child, ended, spoken }
}

/** What the reopened vault has: the code and the records of its file, or neither. */
const left = async (vault: string): Promise<HeldEscrow | null> => {
  const desk = await reopen(vault)
  try {
    expect(desk.controller.status().state).toBe('open')
    const { store } = session(desk)
    const held = store.escrows.find(author)
    const lines = store.journal.list('vault', null, 20).lines.map(({ kind }) => kind)
    expect(lines.filter((kind) => kind === 'escrow.received')).toHaveLength(held === null ? 0 : 1)
    expect(await desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({
      records: held === null ? 0 : 2,
      faults: [],
      searchIndexHolds: true,
    })
    return held
  } finally {
    desk.controller.close()
  }
}

const codeIn = async (desk: TestVault): Promise<string> =>
  (await desk.handlers['escrow.open']({ author, passphrase: own, reason: 'To tell it' })).code

const times = several(2, 20)
const longest = several(300_000, 3_600_000)

describe('kill -9', () => {
  it(
    'before any step of importing a file with a recovery code leaves the code stored whole or not at all',
    async () => {
      const whole = copied('whole')
      const { lines } = await begun(whole).ended
      expect(lines.at(-1)).toBe('committed')
      const steps = lines.filter((line) => line.startsWith('step ')).map((line) => line.slice(5))
      const commit = steps.indexOf('COMMIT') + 1
      // One transaction, then the anchor.
      expect(steps.filter((step) => step === 'COMMIT')).toHaveLength(1)
      expect(steps.slice(0, commit)).toContain('INSERT OR REPLACE INTO escrow_held')
      expect(steps.slice(commit)).toEqual(['writeSync', 'fsyncSync', 'taken'])
      const held = await left(whole)
      expect(held).not.toBe(null)
      let again = ''
      for (let step = 1; step <= steps.length; step += 1) {
        // Inside the transaction the steps are alike, so only some are tried.
        if (step < commit - 2 && step % several(60, 1) !== 0) continue
        const vault = copied('killed')
        expect(await begun(vault, step).ended).toEqual({ signal: 'SIGKILL', lines: ['started'] })
        expect(await left(vault), `before ${String(step)}: ${String(steps[step - 1])}`).toEqual(
          step <= commit ? null : held,
        )
        if (step === commit) again = copied('again', vault)
        rmSync(vault, { recursive: true })
      }
      // What was left does not block importing the same file again.
      const desk = await reopen(again)
      await taken(desk, file)
      const code = await codeIn(desk)
      desk.controller.close()
      const other = await reopen(whole)
      expect(await codeIn(other)).toBe(code)
      other.controller.close()
    },
    longest,
  )

  it(
    `within the commit leaves it held whole or not at all (${times} times)`,
    async () => {
      for (let round = 0; round < times; round += 1) {
        const vault = copied('killed')
        const { child, ended, spoken } = begun(vault)
        await spoken('step COMMIT')
        await new Promise((resolve) => setTimeout(resolve, Math.floor(Math.random() * 4)))
        child.kill('SIGKILL')
        const { lines } = await ended
        const held = await left(vault)
        if (lines.includes('committed')) expect(held).not.toBe(null)
        rmSync(vault, { recursive: true })
      }
    },
    longest,
  )
})
