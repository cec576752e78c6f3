import { describe, expect, it } from 'vitest'
import { dependenciesFor, wantedIn } from './shared-libraries.ts'

/** As `objdump -p` prints it, shortened. */
const printed = `
app.bin:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libffmpeg.so
  NEEDED               libgtk-3.so.0
  NEEDED               libgio-2.0.so.0
  NEEDED               libglib-2.0.so.0
  NEEDED               libc.so.6
  NEEDED               ld-linux-x86-64.so.2

Version References:
  required from libc.so.6:
    0x09691a75 0x00 05 GLIBC_2.2.5
    0x06969198 0x00 04 GLIBC_2.28
    0x069691b9 0x00 03 GLIBC_2.9
`
const own = new Set(['libffmpeg.so'])

describe('the packages that the app depends on', () => {
  it('are those of its shared libraries, once each, without the ones that it brings', () => {
    expect(dependenciesFor(wantedIn(printed), own)).toEqual([
      'libc6 (>= 2.28)',
      'libglib2.0-0t64',
      'libgtk-3-0t64',
    ])
  })

  it('say which library of C++ has the newest symbol that is wanted', () => {
    const cpp = (symbols: string): string =>
      `${printed}\n  NEEDED               libstdc++.so.6\n    0x1 0x00 02 GLIBCXX_${symbols}\n`
    const versionFor = (symbols: string): string | undefined =>
      dependenciesFor(wantedIn(cpp(symbols)), own).find((each) => each.startsWith('libstdc++6'))
    expect(versionFor('3.4.26')).toBe('libstdc++6 (>= 11)')
    expect(versionFor('3.4.30')).toBe('libstdc++6 (>= 12)')
    expect(versionFor('3.4.32')).toBe('libstdc++6 (>= 13.2)')
    expect(versionFor('3.4.33')).toBe('libstdc++6 (>= 14)')
  })

  it('must be known: a new library is refused by its name', () => {
    expect(() =>
      dependenciesFor(wantedIn(`${printed}\n  NEEDED               libnew.so.7\n`), own),
    ).toThrow(/libnew\.so\.7/)
  })

  it('must exist on the oldest supported system: a newer C library is refused', () => {
    expect(() =>
      dependenciesFor(wantedIn(`${printed}\n    0x1 0x00 02 GLIBC_2.41\n`), own),
    ).toThrow('The app wants GLIBC 2.41; Ubuntu 24.04 has 2.39.')
  })
})
