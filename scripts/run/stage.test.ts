import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Stop } from '../setup/log.ts'
import { cache } from '../setup/paths.ts'
import { copyProject } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'understory-stage-'))
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('a copy of the project that fails is told in one line', () => {
  const kept = join(cache, 'failed-Copying-the.txt')
  const lineWith = (printed: string): string => {
    const tools = join(folder, 'tools')
    mkdirSync(tools, { recursive: true })
    writeFileSync(join(tools, 'tar'), `#!/bin/sh\necho '${printed}' >&2\nexit 2\n`)
    chmodSync(join(tools, 'tar'), 0o755)
    vi.stubEnv('PATH', `${tools}${delimiter}${process.env['PATH'] ?? ''}`)
    try {
      copyProject(folder)
    } catch (error) {
      if (error instanceof Stop) return error.message
      throw error
    }
    return ''
  }

  it('where the disk is full', () => {
    expect(lineWith('tar: ./src: Cannot write: No space left on device')).toMatch(
      /^The disk is full\. Free some space .*$/,
    )
    expect(existsSync(kept)).toBe(false)
  })

  it('for another reason, with the place of what tar printed', () => {
    expect(lineWith('tar: ./src: Cannot open')).toMatch(
      /^Copying the project for a run failed with code 2; its output is in .*failed-Copying-the\.txt\. .*$/,
    )
    expect(readFileSync(kept, 'utf8')).toContain('Cannot open')
    rmSync(kept)
  })
})
