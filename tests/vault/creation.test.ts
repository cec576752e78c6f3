import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { createdVault, failureOf, reopen, temporaryFolder } from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

const creation = async (): Promise<boolean> => {
  const script = join(import.meta.dirname, 'kill-child.ts')
  const child = spawn(process.execPath, [script, 'create', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(child, 'close')
  return text.includes('created')
}

const created = async (): Promise<string> => {
  const { desk, made } = createdVault(folder)
  const code = await failureOf(() => made)
  desk.controller.close()
  return code
}

describe('creating a vault', () => {
  it('in two processes at once makes one vault, which opens', async () => {
    for (let round = 0; round < several(1, 20); round++) {
      folder = join(place.path, `vault-${round}`)
      const made = await Promise.all([creation(), creation()])
      expect(made).toContain(true)
      ;(await reopen(folder)).controller.close()
    }
  })

  it('touches nothing in a folder that another is making a vault in', async () => {
    const { desk, made } = createdVault(folder)
    const second = createdVault(folder)
    const codes = await Promise.all([failureOf(() => made), failureOf(() => second.made)])
    expect(codes.sort()).toEqual(['busy', 'none'])
    desk.controller.close()
    second.desk.controller.close()
    ;(await reopen(folder)).controller.close()
  })

  it('makes a folder that was there private', async () => {
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    expect(await created()).toBe('none')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('leaves a folder with anything in it as it is', async () => {
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'letter'), 'mine')
    expect(await created()).toBe('exists')
    expect(readdirSync(folder)).toEqual(['letter'])
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })
})
