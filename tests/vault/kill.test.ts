import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { killed as killedAt } from '../faults/killed.ts'
import { several } from '../in-full.ts'
import {
  failureOf,
  newVault,
  openTestVault,
  passphrase,
  reopen,
  temporaryFolder,
} from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeAll(takeFastKdf)
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

/**
 * Starts the child and kills it `afterMs` after its start or a number of lines. @returns its lines.
 */
const killed = async (
  args: readonly string[],
  afterMs: number,
  acknowledged = 0,
): Promise<readonly string[]> =>
  (await killedAt(join(import.meta.dirname, 'kill-child.ts'), args, { afterMs, acknowledged })).said

const someMs = (max: number): number => Math.floor(Math.random() * max)

const make = async (): Promise<void> => {
  const { desk, made } = newVault(folder)
  await made
  desk.controller.close()
}

const times = several(2, 50)

describe('kill -9', () => {
  it(`during saves loses nothing that was acknowledged (${times} times)`, async () => {
    await make()
    const acknowledged = new Map<string, string>()
    for (let round = 0; round < times; round++) {
      for (const line of await killed(['save', folder], someMs(60), round % 4)) {
        acknowledged.set(line.slice(0, 32), line.slice(33))
      }
      const desk = await reopen(folder)
      expect(desk.controller.status().state).toBe('open')
      for (const [id, body] of acknowledged) {
        const report = await desk.handlers['reports.get']({ id: id as never })
        expect(report.content.body).toBe(body)
      }
      desk.controller.close()
    }
    expect(acknowledged.size).toBeGreaterThan(0)
    const desk = await reopen(folder)
    const result = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(result).toMatchObject({ faults: [], searchIndexHolds: true })
    desk.controller.close()
  })

  it('during a verification leaves no copy after the next opening, and no fault', async () => {
    await make()
    for (let round = 0; round < several(1, 6); round++) {
      const said = await killed(['verify', folder], someMs(round === 0 ? 1 : 2_000), 1)
      expect(said).toContain('copied')
      if (round === 0) expect(existsSync(join(folder, 'scratch'))).toBe(true)
      const desk = await reopen(folder)
      expect(existsSync(join(folder, 'scratch'))).toBe(false)
      const result = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
      expect(result).toMatchObject({ faults: [], searchIndexHolds: true })
      desk.controller.close()
    }
  })

  it(`during creation leaves no vault, or a whole one (${times} times)`, async () => {
    for (let round = 0; round < times; round++) {
      folder = join(place.path, `vault-${round}`)
      const lines = await killed(['create', folder], someMs(200))
      const desk = openTestVault(folder)
      const { state } = desk.controller.status()
      if (lines.includes('created')) expect(state).toBe('locked')
      if (state === 'locked') {
        await desk.controller.unlock({ passphrase, keyFile: null })
        expect(desk.controller.status().state).toBe('open')
      } else {
        await newVaultOn(desk)
      }
      desk.controller.close()
      ;(await reopen(folder)).controller.close()
    }
  })

  it(`during a change of passphrase leaves the one or the other, and all records (${times} times)`, async () => {
    await make()
    // Three: of two, the one before what was acknowledged last is also the one after it.
    const all = [passphrase, `${passphrase}!`, `${passphrase}?`]
    let at = 0
    const from = (first: number): string[] => all.map((_, i) => all[(first + i) % 3] ?? '')
    for (let round = 0; round < times; round++) {
      const lines = await killed(['passphrase', folder, ...from(at)], someMs(300), round % 3)
      expect(lines.length).toBeGreaterThanOrEqual(round % 3)
      at += lines.length
      const [acknowledged, next] = from(at)
      const code = await failureOf(async () =>
        (await reopen(folder, acknowledged)).controller.close(),
      )
      if (code === 'none') continue
      // Written, but killed before the acknowledgement.
      expect(code).toBe('wrong-passphrase')
      ;(await reopen(folder, next)).controller.close()
      at += 1
    }
  })
})

const newVaultOn = (desk: ReturnType<typeof openTestVault>) =>
  desk.controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
