import {
  linkSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isRoot } from './exec.ts'
import { makeSuidHelper } from './sandbox.ts'

it.runIf(isRoot())('a helper that becomes SUID leaves the file that it was a hard link of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understory-sandbox-'))
  const [cached, helper] = [join(folder, 'cached'), join(folder, 'chrome-sandbox')] as const
  writeFileSync(cached, 'helper', { mode: 0o755 })
  linkSync(cached, helper)
  makeSuidHelper(helper)
  expect(statSync(cached).mode & 0o7777).toBe(0o755)
  expect(statSync(helper).mode & 0o7777).toBe(0o4755)
  expect(readFileSync(helper, 'utf8')).toBe('helper')
  expect(readdirSync(folder).sort()).toEqual(['cached', 'chrome-sandbox'])
  rmSync(folder, { recursive: true })
})
