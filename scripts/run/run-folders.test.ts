import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeRunFolder, processesOf, removeLeftRuns, runVariable } from './run-folders.ts'

const parent = mkdtempSync(join(tmpdir(), 'understory-runs-'))
afterAll(() => rmSync(parent, { recursive: true }))

const folderOf = (name: string): string => {
  const folder = join(parent, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'file'), 'file')
  return folder
}

describe.runIf(process.platform === 'linux')('the folder of a run', () => {
  const ended = String(spawnSync('true').pid)

  it('is removed by a later run if its process was killed', () => {
    const left = folderOf(`run-${ended}-AbCdEf`)
    removeLeftRuns(parent)
    expect(existsSync(left)).toBe(false)
  })

  it('stays while its process runs, and so do folders that are no run', () => {
    const kept = [makeRunFolder(parent), folderOf('home'), folderOf('run-123456')]
    removeLeftRuns(parent)
    expect(kept.filter((folder) => existsSync(folder))).toEqual(kept)
  })

  it('stays while the app that a killed run started is still in it', async () => {
    const left = folderOf(`run-${ended}-GhIjKl`)
    const app = spawn('sleep', ['60'], { env: { ...process.env, [runVariable]: left } })
    await expect.poll(() => processesOf(left)).toEqual([app.pid])
    removeLeftRuns(parent)
    expect(existsSync(left)).toBe(true)
    app.kill('SIGKILL')
    await expect.poll(() => processesOf(left)).toEqual([])
    removeLeftRuns(parent)
    expect(existsSync(left)).toBe(false)
  })
})
