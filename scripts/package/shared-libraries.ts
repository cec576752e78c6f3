import { run } from '../setup/exec.ts'
import { Stop } from '../setup/log.ts'

/** What programs and libraries want from the system. */
export type WantedLibraries = {
  /** Names of shared libraries, such as `libgtk-3.so.0`. */
  readonly libraries: ReadonlySet<string>
  /** The newest symbol version of each family, such as `GLIBC` → `2.28`. */
  readonly versions: ReadonlyMap<string, string>
}

/** Is `a` older than `b`? Both are numbers joined by dots. */
export const isOlder = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/** Reads the output of `objdump -p` for any number of files. */
export const wantedIn = (printed: string): WantedLibraries => {
  const libraries = new Set(
    [...printed.matchAll(/^\s+NEEDED\s+(\S+)$/gm)].map(([, name = '']) => name),
  )
  const versions = new Map<string, string>()
  for (const [, family = '', version = ''] of printed.matchAll(
    /\s(GLIBC|GLIBCXX|CXXABI|GCC)_([\d.]+)$/gm,
  )) {
    const known = versions.get(family)
    if (known === undefined || isOlder(known, version)) versions.set(family, version)
  }
  return { libraries, versions }
}

/** @throws Stop where binutils are missing, or a file is neither a program nor a library. */
export const wantedBy = (files: readonly string[]): WantedLibraries => {
  const printed = run('objdump', ['-p', ...files])
  if (printed.code !== 0)
    throw new Stop(
      `objdump cannot read the app's libraries: ${printed.stderr.trim()}. Run: sudo apt-get install binutils`,
    )
  return wantedIn(printed.stdout)
}

/** Parts of the C library; and the loader. */
const partsOfC = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'ld-linux-x86-64.so.2']

/**
 * The Debian package of each library that an Electron wants. Libraries with a time in their
 * interface were renamed (`t64`) in Debian 13 and Ubuntu 24.04.
 */
const packages: Readonly<Record<string, string>> = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2t64',
  'libatk-1.0.so.0': 'libatk1.0-0t64',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0t64',
  'libatspi.so.0': 'libatspi2.0-0t64',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2t64',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': 'libglib2.0-0t64',
  'libglib-2.0.so.0': 'libglib2.0-0t64',
  'libgobject-2.0.so.0': 'libglib2.0-0t64',
  'libgtk-3.so.0': 'libgtk-3-0t64',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/** The libraries of Ubuntu 24.04, the oldest system that the package is for. */
const newest: Readonly<Record<string, string>> = {
  GLIBC: '2.39',
  GLIBCXX: '3.4.33',
  CXXABI: '1.3.15',
  GCC: '14.0.0',
}

/** The version of libstdc++6 from which its symbols exist. */
const libraryOfCpp = (symbols: string): string => {
  if (!isOlder('3.4.29', symbols)) return '11'
  if (!isOlder('3.4.30', symbols)) return '12'
  return isOlder('3.4.32', symbols) ? '14' : '13.2'
}

/**
 * The packages of Debian 13 and Ubuntu 24.04 that have these libraries, sorted.
 *
 * @param own names of libraries that the app brings itself.
 * @throws Stop for a library that no package here is known for, and for a version that is newer
 * than the system's.
 */
export const dependenciesFor = (
  { libraries, versions }: WantedLibraries,
  own: ReadonlySet<string>,
): readonly string[] => {
  for (const [family, version] of versions) {
    const most = newest[family] ?? '0'
    if (isOlder(most, version))
      throw new Stop(`The app wants ${family} ${version}; Ubuntu 24.04 has ${most}.`)
  }
  const found = new Set([`libc6 (>= ${versions.get('GLIBC') ?? '2.28'})`])
  for (const library of libraries) {
    if (own.has(library) || partsOfC.includes(library)) continue
    if (library === 'libstdc++.so.6') {
      found.add(`libstdc++6 (>= ${libraryOfCpp(versions.get('GLIBCXX') ?? '3.4.29')})`)
      continue
    }
    const name = packages[library]
    if (name === undefined)
      throw new Stop(`No Debian package is known for ${library}: add it to shared-libraries.ts.`)
    found.add(name)
  }
  return [...found].sort()
}
