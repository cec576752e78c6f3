import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { differences } from './differences.ts'
import { release } from './edition.ts'
import { unpackedApp } from './unpacked-app.ts'

const place = mkdtempSync(join(tmpdir(), 'understory-differences-'))
afterAll(() => rmSync(place, { recursive: true }))

describe('differences between two packages', () => {
  it('name each file that differs in its bytes, its mode or its link, and each that one lacks', () => {
    const [a, b] = ['a', 'b'].map((name) => unpackedApp(join(place, name), release)) as [
      string,
      string,
    ]
    expect(differences(a, b)).toEqual([])
    writeFileSync(join(b, 'resources.pak'), 'other')
    chmodSync(join(b, 'confine'), 0o700)
    rmSync(join(a, 'resources', 'app.asar'))
    expect(differences(a, b).map((line) => line.split(':')[0])).toEqual([
      'confine',
      'resources.pak',
      'resources/app.asar',
    ])
  })
})
