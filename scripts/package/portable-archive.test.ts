import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { hasCommand } from '../setup/exec.ts'
import { evaluation } from './edition.ts'
import { makePortableArchive } from './portable-archive.ts'
import { unpackedApp } from './unpacked-app.ts'

const place = mkdtempSync(join(tmpdir(), 'understory-portable-'))
afterAll(() => rmSync(place, { recursive: true }))

const archiveIn = (into: string, mode?: number): string =>
  makePortableArchive({
    edition: evaluation,
    unpacked: unpackedApp(join(into, 'unpacked'), evaluation, mode),
    version: '1.2.3',
    epoch: 1_767_323_045,
    into,
    level: 0,
  })

it.skipIf(!hasCommand('xz'))(
  'the portable archive is one folder of root’s that only root can write, and the same bytes again',
  () => {
    const archive = archiveIn(join(place, 'first'))
    const folder = `understory-evaluation-1.2.3-linux-${process.arch}`
    expect(basename(archive)).toBe(`${folder}.tar.xz`)
    const listed = execFileSync('tar', ['-tvf', archive], { encoding: 'utf8' }).trim().split('\n')
    const paths = listed.flatMap((line) => line.split(/\s+/)[5]?.replace(`${folder}/`, '') ?? [])
    expect(paths.filter((path) => path !== '' && !path.endsWith('/')).sort()).toEqual([
      'README.txt',
      'check-release',
      'chrome_crashpad_handler',
      'confine',
      'libEGL.so',
      'licences/third-party-licences.txt',
      'licences/understory.txt',
      'resources.pak',
      'resources/app.asar',
      'understory-evaluation',
      'understory-evaluation.bin',
      'understory-evaluation.svg',
    ])
    const kinds = new Set(listed.map((line) => line.split(/\s+/).slice(0, 2).join(' ')))
    expect([...kinds].sort()).toEqual(['-rw-r--r-- 0/0', '-rwxr-xr-x 0/0', 'drwxr-xr-x 0/0'])
    const read = execFileSync('tar', ['-xOf', archive, `${folder}/README.txt`], {
      encoding: 'utf8',
    })
    expect(read).not.toMatch(/@[A-Z-]+@/)
    for (const warning of Object.values(evaluation.warning)) expect(read).toContain(warning)

    const before = process.umask(0o077)
    try {
      const again = archiveIn(join(place, 'second', 'deeper'), 0o700)
      expect(readFileSync(again).equals(readFileSync(archive))).toBe(true)
    } finally {
      process.umask(before)
    }
  },
)
