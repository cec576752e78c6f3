import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { releaseIndex } from '../../src/shared/release-index.ts'
import type { Edition } from './edition.ts'

/** A file or link of a package. Paths are relative to the root of the system that installs it. */
export type Entry =
  | { readonly path: string; readonly link: string }
  | {
      readonly path: string
      readonly isProgram: boolean
      /** A file to copy, or the content. */
      readonly from: string | Buffer
    }

/** What the package is made from. */
export type Source = {
  readonly edition: Edition
  /** The folder of the packaged app. */
  readonly unpacked: string
  /** Of the package: a Debian package has a revision in it. */
  readonly version: string
  /** The time of all files, in seconds since 1970. */
  readonly epoch: number
}

export const templates = join(import.meta.dirname, 'linux')

/**
 * A template with the names and texts of an edition in it.
 *
 * @param facts further values, by the name that the template has for them.
 */
export const filled = (
  template: string,
  { edition, version, epoch }: Omit<Source, 'unpacked'>,
  facts: Readonly<Record<string, string>> = {},
): Buffer => {
  const { name, title, comment, warning } = edition
  const language = /\.(ko|zh)/.exec(template)?.[1] as 'ko' | 'zh' | undefined
  const values: Readonly<Record<string, string>> = {
    ...facts,
    NAME: name,
    'APP-ID': edition.appId,
    'NAME-UPPER': name.toUpperCase(),
    TITLE: title.en,
    'TITLE-KO': title.ko,
    'TITLE-ZH': title.zh,
    COMMENT: comment.en,
    'COMMENT-KO': comment.ko,
    'COMMENT-ZH': comment.zh,
    WARNING: warning[language ?? 'en'],
    'WARNING-KO': warning.ko,
    'WARNING-ZH': warning.zh,
    VERSION: version,
    INDEX: String(releaseIndex),
    DAY: new Date(epoch * 1000).toISOString().slice(0, 10),
  }
  const text = readFileSync(join(templates, template), 'utf8')
    .replaceAll(/@([A-Z-]+)@/g, (whole, key: string) => values[key] ?? whole)
    // Roff takes an empty line for a paragraph.
    .replaceAll(/\n{2,}(?=\.SH)/g, '\n')
  return Buffer.from(text)
}

/** The only programs of the app's folder: shared libraries need no such right. */
const isProgram = (edition: Edition, file: string): boolean =>
  [
    edition.name,
    `${edition.name}.bin`,
    'check-release',
    'chrome_crashpad_handler',
    'confine',
  ].includes(file)

/**
 * Chromium's helper is of use only as a program that runs as root, which the package does not bring
 * (docs/adr/0042).
 */
const leftOut = ['chrome-sandbox']

/** @param folder for the app's files, in the package. */
export const appFiles = ({ edition, unpacked }: Source, folder: string): Entry[] =>
  readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !leftOut.includes(entry.name))
    .map(({ parentPath, name }) => {
      const from = join(parentPath, name)
      const below = from.slice(unpacked.length + 1)
      return {
        path: join(folder, below),
        isProgram: isProgram(edition, below),
        from,
      }
    })

const makeFolder = (stage: string, path: string): void => {
  if (path === '.') return
  makeFolder(stage, dirname(path))
  const folder = join(stage, path)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}

/**
 * Writes the entries below a folder, with the modes of the package, whatever the umask is.
 *
 * @returns the lines of `md5sums`, and the size of all as dpkg counts it, in KiB.
 */
export const writeEntries = (
  entries: readonly Entry[],
  stage: string,
): { readonly md5sums: string; readonly size: number } => {
  let md5sums = ''
  let size = 0
  for (const entry of entries) {
    const path = join(stage, entry.path)
    makeFolder(stage, dirname(entry.path))
    if ('link' in entry) {
      symlinkSync(entry.link, path)
      size += 1
      continue
    }
    if (typeof entry.from === 'string') copyFileSync(entry.from, path)
    else writeFileSync(path, entry.from)
    chmodSync(path, entry.isProgram ? 0o755 : 0o644)
    const content = readFileSync(path)
    size += Math.ceil(content.length / 1024)
    if (!entry.path.startsWith('etc/'))
      md5sums += `${createHash('md5').update(content).digest('hex')}  ${entry.path}\n`
  }
  return { md5sums, size }
}

/** Gives everything below a folder the same time, the folder itself last. */
export const setTimes = (folder: string, epoch: number): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) setTimes(path, epoch)
    else lutimesSync(path, epoch, epoch)
  }
  lutimesSync(folder, epoch, epoch)
}
