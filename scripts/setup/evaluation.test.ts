import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkIntegrity, requireSpace } from './evaluation.ts'
import { Stop } from './log.ts'

const folder = mkdtempSync(join(tmpdir(), 'understory-evaluation-'))
afterAll(() => rmSync(folder, { recursive: true }))

const stopOf = async (act: () => unknown): Promise<string> => {
  try {
    await act()
  } catch (error) {
    if (error instanceof Stop) return error.message
    throw error
  }
  return ''
}

describe('the evaluation runtime is refused in one line that says what to do', () => {
  it('where the package is truncated or another one', async () => {
    const file = join(folder, 'package.tgz')
    writeFileSync(file, 'half of it')
    const said = await stopOf(() => checkIntegrity(file))
    expect(said).toMatch(/wrong SHA-512.*Nothing was installed\. Run "npm cache clean --force"/)
    expect(said).not.toContain('\n')
  })

  it('where the disk is too full', async () => {
    const said = await stopOf(() => requireSpace(folder, Number.MAX_SAFE_INTEGER))
    expect(said).toMatch(
      /too full.*MB needed, \d+ MB free.*Nothing was installed\. Free some space/,
    )
    expect(said).not.toContain('\n')
    expect(await stopOf(() => requireSpace(folder, 1))).toBe('')
  })
})
