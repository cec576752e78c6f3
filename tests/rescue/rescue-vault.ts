import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import {
  caseContent,
  newVault,
  passphrase,
  reportContent,
  sourceContent,
  temporaryFolder,
} from '../vault/harness.ts'

const main = fileURLToPath(new URL('../../src/rescue/main.ts', import.meta.url))

export type Found = {
  verification: {
    state: string
    headerCopies: string
    whole: unknown
    recordsThatDoNotHold: string[]
  }
  settings: unknown
  cases: { id: string; content: unknown; arrivals: unknown }[]
  sources: { content: unknown; sealBytes: number }[]
  reports: { state: string; content: { body: string }; revisions: { holds: boolean }[] }[]
  journal: { kind: string }[]
  exports: unknown[]
  imports: unknown[]
}
type Ended = { code: number | null; out: string; err: string }

export const run = (words: readonly string[], stdin: string): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...words], { stdio: 'pipe' })
    const said = { out: '', err: '' }
    // A character may come in two pieces.
    child.stdout.setEncoding('utf8').on('data', (data: string) => (said.out += data))
    child.stderr.setEncoding('utf8').on('data', (data: string) => (said.err += data))
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
    child.on('close', (code) => resolve({ code, ...said }))
  })
export const rescued = async (folder: string, words: readonly string[] = []): Promise<Found> => {
  const { code, out, err } = await run([folder, ...words], `${passphrase}\n`)
  expect(err).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out) as Found
}

/** Names, bytes, times and modes of a folder and all in it. */
export const snapshot = (folder: string): unknown[] => [
  statSync(folder).mtimeMs,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const stat = statSync(path)
      const bytes = stat.isFile() ? readFileSync(path).toString('base64') : ''
      return [name, stat.mtimeMs, stat.ctimeMs, stat.mode, bytes]
    }),
]
export const leftovers = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('understory-rescue-'))

/**
 * A vault with a case, a source and two reports, one of them under revision. Temporary files have a
 * folder of their own, so that files of other tests do not count as leftovers.
 */
export const rescueVault = async () => {
  const place = temporaryFolder()
  const vault = join(place.path, 'vault')
  const { desk, made } = newVault(vault, { pseudonym: 'Heron', language: 'ko' })
  const { recoveryCode } = await made
  const { handlers } = desk
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  await handlers['sources.save']({
    id: null,
    rev: 0,
    content: sourceContent('Quiet Heron'),
    identity: null,
  })
  const content = { ...reportContent('강제 북송 遣返', 'Filed'), caseId: kase.id }
  const filed = await handlers['reports.save']({ id: null, rev: 0, content })
  const { rev } = await handlers['reports.file']({ id: filed.id, rev: filed.rev })
  const next = { ...content, body: 'the next revision, unfinished' }
  await handlers['reports.save']({ id: filed.id, rev, content: next })
  await handlers['reports.save']({ id: null, rev: 0, content: reportContent('a draft', 'Draft') })
  desk.controller.close()
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = join(place.path, 'temporary')
  mkdirSync(process.env['TMPDIR'])
  return {
    place,
    vault,
    recoveryCode,
    copies: 0,
    close: (): void => {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      place.remove()
    },
  }
}
export type RescueVault = Awaited<ReturnType<typeof rescueVault>>

export const copyOf = (at: RescueVault): string => {
  const folder = join(at.place.path, `copy${String((at.copies += 1))}`)
  cpSync(at.vault, folder, { recursive: true, preserveTimestamps: true })
  return folder
}
