import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judgeRelease } from '../../src/main/release/judge-release.ts'
import { readReleaseManifest } from '../../src/main/release/manifest.ts'
import type { TrustedKeys } from '../../src/main/release/release-keys.ts'
import { Day } from '../../src/shared/ids.ts'
import { releaseLimits } from '../../src/shared/release-contract.ts'
import { inFull } from '../../tests/in-full.ts'
import { keyA, keyB, keyC, setOf, testKey, trusting } from '../../tests/release/sample-release.ts'
import type { TestKey } from '../../tests/release/sample-release.ts'
import { releaseManifest } from './release-manifest.ts'
import type { ReleaseDraft } from './release-manifest.ts'

/** The commands of the page about releases, as the user copies them. */
const commands = (beginning: string): readonly string[] => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/RELEASING.md'), 'utf8')
  return [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.startsWith(beginning))
}

/** The script that the page prints. */
const script = (): string => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/RELEASING.md'), 'utf8')
  return /```sh\n(#!\/bin\/sh\n[^]*?)```/.exec(page)?.[1] ?? ''
}

/** The shells of this machine that can run it: their echo, read and printf differ. */
const shells = ['dash', 'bash', 'busybox sh'].filter(
  (shell) => spawnSync('sh', ['-c', `${shell} -c :`]).status === 0,
)

let folder: string
let turn = 0
const shellEnv = () => ({ PATH: process.env['PATH'] ?? '', LC_ALL: 'C' })
const run = (command: string): { readonly code: number | null; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env: shellEnv(),
  })
  return { code: status, said: stdout + stderr }
}

/** What the script calls. */
const checkPrograms = [
  'cut',
  'date',
  'grep',
  'head',
  'mktemp',
  'rm',
  'sed',
  'sha256sum',
  'ssh-keygen',
  'tr',
  'wc',
]

const packageName = 'understory_1.0.0-1_amd64.deb'
const manifestName = 'understory-1.0.0.release.json'

/** A key as the page says, without a passphrase. @returns the middle word of its line. */
const keyPair = (name: string): string => {
  const [make = ''] = commands('ssh-keygen -t')
  execFileSync('sh', ['-c', `${make.replace('release_key_a', `release_key_${name}`)} -q -N ''`], {
    cwd: folder,
  })
  return (
    readFileSync(join(folder, `release_key_${name}.pub`), 'utf8')
      .split(' ')[1]
      ?.trim() ?? ''
  )
}

const signers = (keys: Readonly<Record<string, string>>): void =>
  writeFileSync(
    join(folder, 'release_signers'),
    Object.entries(keys)
      .map(([name, key]) => `${name} namespaces="understory-release" ssh-ed25519 ${key}\n`)
      .join(''),
  )

const draft = (changes: Partial<ReleaseDraft> = {}): ReleaseDraft => ({
  version: '1.0.0',
  day: '2024-05-01',
  index: 1,
  trusted: trusting([keyA, keyB, keyC]),
  files: [
    { name: packageName, kind: 'package', bytes: Buffer.alloc(100_000, 7) },
    { name: 'understory-1.0.0.cdx.json', kind: 'bill-of-materials', bytes: Buffer.from('{}') },
  ],
  news: { en: 'First.', ko: '처음입니다.', zh: '首次发布。' },
  previous: null,
  ...changes,
})

describe('a release that was made and signed as the page says', () => {
  let keys: Record<string, string>
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'releasing-'))
    writeFileSync(join(folder, packageName), Buffer.alloc(100_000, 7))
    writeFileSync(join(folder, manifestName), releaseManifest(draft()))
    keys = { a: keyPair('a'), b: keyPair('b'), c: keyPair('c') }
    signers(keys)
    const signing = commands('ssh-keygen -Y sign')
    expect(signing).toHaveLength(2)
    for (const command of signing) expect(run(command)).toMatchObject({ code: 0 })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** The documented command, with the script that the page prints. */
  const command = (changes: Readonly<Record<string, string>> = {}, shell = 'sh'): string => {
    const [documented = ''] = commands('/usr/lib/understory/check-release')
    writeFileSync(join(folder, 'check-release'), script())
    return Object.entries(changes).reduce(
      (text, [from, to]) => {
        expect(text).toContain(from)
        return text.replace(from, to)
      },
      documented.replace('/usr/lib/understory/check-release', `${shell} check-release`),
    )
  }
  const checked = (
    changes: Readonly<Record<string, string>> = {},
    shell = 'sh',
  ): ReturnType<typeof run> => run(command(changes, shell))
  /**
   * What it says when it refuses; all bytes that it says are harmless to a terminal. In a long run in
   * each shell, else in one: the shells take turns.
   */
  const refusedInShells = (why: string, changes: Readonly<Record<string, string>> = {}): void => {
    expect(shells).not.toEqual([])
    turn += 1
    for (const shell of inFull ? shells : shells.slice(turn % shells.length).slice(0, 1)) {
      const answer = checked(changes, shell)
      expect(answer, shell).toEqual(refusal(why))
      expect(answer.said, shell).toMatch(/^[\n -~]*$/)
    }
  }
  /** Each change of a signed manifest's text, signed again by two keys, is refused. */
  const eachRefused = (
    text: string,
    why: string,
    changes: readonly (readonly [from: string, to: string])[],
  ): void => {
    for (const [from, to] of changes) {
      expect(text).toContain(from)
      publish(text.replace(from, to), 'a', 'b')
      refusedInShells(why)
    }
  }
  const refusal = (why: string): ReturnType<typeof run> => ({
    code: 1,
    said: expect.stringMatching(
      new RegExp(`^(?![^]*PASSED)[^]*REFUSED: .*${why}.*Do not install`),
    ) as string,
  })
  /** Replaces the manifest by a signed one. */
  const released = (changes: Partial<ReleaseDraft>, ...signing: readonly string[]): void =>
    publish(releaseManifest(draft(changes)), ...signing)
  const publish = (manifest: Uint8Array | string, ...signing: readonly string[]): void => {
    for (const name of ['a', 'b', 'c']) rmSync(sigOf(name), { force: true })
    writeFileSync(join(folder, manifestName), manifest)
    const [signCommand = ''] = commands('ssh-keygen -Y sign')
    for (const name of signing) {
      const own = signCommand.replace('release_key_a', `release_key_${name}`)
      expect(run(own.replace('.a.sig', `.${name}.sig`)).code).toBe(0)
    }
  }
  const sigOf = (name: string): string => join(folder, `${manifestName}.${name}.sig`)
  const manifestText = (): string => readFileSync(join(folder, manifestName), 'utf8')
  const installed = (index: number) => ({ 'amd64.deb 0': `amd64.deb ${String(index)}` })
  const own = (name: string): TestKey => {
    const key = testKey(name)
    return { ...key, publicKey: keys[name] ?? key.publicKey }
  }
  const [old, next] = [
    ['a', 'b', 'c'],
    ['a', 'b', 'd'],
  ]

  it('is checked offline with OpenSSH and sha256sum as the page says', () => {
    const { code, said } = checked()
    expect(said).toMatch(/^PASSED: version 1\.0\.0, index 1 \(yours: 0\), built 2024-05-01\.$/m)
    expect(code).toBe(0)
    for (const name of ['a', 'b']) {
      const shown = run(`ssh-keygen -l -f release_key_${name}.pub`).said.split(' ')[1] ?? ''
      expect(said.split('\n')).toContain(`signed by key ${name}: ${shown}`)
    }
    expect(checked(installed(1)).code).toBe(0)
  })

  it('is checked by the script that the packages have', () => {
    const shipped = join(import.meta.dirname, '../../src/launcher/check-release.sh')
    expect(script()).toBe(readFileSync(shipped, 'utf8'))
  })

  it('is what the app accepts', () => {
    const trusted: TrustedKeys = {
      keys: Object.entries(keys).map(([name, publicKey]) => ({ name, publicKey })),
      nextKeys: null,
      revoked: [],
    }
    const judged = judgeRelease({
      manifests: [readFileSync(join(folder, manifestName))],
      signatures: ['a', 'b'].map((key) => readFileSync(join(folder, `${manifestName}.${key}.sig`))),
      build: { index: 0, day: Day.parse('2024-05-01'), trusted },
      today: Day.parse('2024-05-02'),
    })
    expect(judged).toMatchObject({ isGenuine: true, order: 'newer' })
    expect(judged.signers.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('does not pass with a package of one byte more, or a manifest that was changed for it', () => {
    appendFileSync(join(folder, packageName), '\0')
    expect(checked()).toEqual(refusal('not the package'))
    // With the package, an attacker also replaces the manifest.
    const bytes = readFileSync(join(folder, packageName))
    const forged = draft({ files: [{ name: packageName, kind: 'package', bytes }] })
    writeFileSync(join(folder, manifestName), releaseManifest(forged))
    expect(checked()).toEqual(refusal('by key a does not fit'))
  })

  it('does not pass if another file of the release is given as the package, or a file is missing', () => {
    const other = 'understory-1.0.0.cdx.json'
    writeFileSync(join(folder, other), '{}')
    expect(checked({ [packageName]: other })).toEqual(refusal('not the package'))
    expect(checked({ [packageName]: 'nothing.deb' })).toEqual(refusal('no plain file'))
    expect(checked({ release_signers: 'nothing' })).toEqual(refusal('cannot be read'))
    expect(checked({ [manifestName]: 'nothing' })).toEqual(refusal('cannot be read'))
    expect(checked({ ' 0': '' })).toEqual(refusal('usage'))
    expect(checked({ ' 0': ' one' })).toEqual(refusal('no index'))
  })

  it('does not pass with one signature, one key under two names, or for another purpose', () => {
    released({}, 'a')
    expect(checked()).toEqual(refusal('two release keys'))
    copyFileSync(sigOf('a'), sigOf('b'))
    expect(checked()).toEqual(refusal('by key b does not fit'))
    signers({ a: keys['a'] ?? '', b: keys['a'] ?? '' })
    expect(checked()).toEqual(refusal('two release keys'))
    released({}, 'a', 'b')
    signers({ a: keys['a'] ?? '', b: keys['c'] ?? '' })
    expect(checked()).toEqual(refusal('by key b does not fit'))
    const [signing = ''] = commands('ssh-keygen -Y sign')
    expect(run(signing.replace('-n understory-release', '-n file')).code).toBe(0)
    expect(checked()).toEqual(refusal('by key a does not fit'))
  })

  it('does not pass with a signature by a key that it revokes, or a damaged line of a key', () => {
    const trusted = trusting(old.map(own), [own('c')], next.map(own))
    released({ trusted }, 'a', 'b', 'c')
    expect(checked()).toEqual(refusal('key c is revoked'))
    released({ trusted }, 'a', 'b')
    expect(checked().code).toBe(0)
    const lines = readFileSync(join(folder, 'release_signers'), 'utf8')
    writeFileSync(join(folder, 'release_signers'), lines.replaceAll('\n', '\r\n'))
    expect(checked()).toEqual(refusal('is damaged'))
  })

  it('says which keys of the list it revokes', () => {
    released({ trusted: trusting(old.map(own), [own('c')], next.map(own)) }, 'a', 'b')
    const shown = run('ssh-keygen -l -f release_key_c.pub').said.split(' ')[1] ?? ''
    for (const shell of shells) {
      const { said } = checked({}, shell)
      expect(said).toMatch(/only if both keys that signed are on your paper:\nrevoked key c: /)
      expect(said).toContain(`revoked key c: ${shown}\n`)
    }
  })

  it('says nothing on the standard output when it refuses, so that no part looks like a proof', () => {
    for (const shell of shells)
      for (const changes of [installed(9), { [packageName]: manifestName }])
        expect(run(`${command(changes, shell)} 2>/dev/null`)).toEqual({ code: 1, said: '' })
  })

  it('does not pass with a link, a pipe or a folder in place of a file, and does not wait', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    for (const name of [packageName, manifestName]) {
      symlinkSync(name, join(folder, `link-${name}`))
      for (const other of ['pipe', `link-${name}`, '.'])
        refusedInShells(name === packageName ? 'no plain file' : 'cannot be read', {
          [name]: other,
        })
    }
    rmSync(sigOf('a'))
    execFileSync('mkfifo', [sigOf('a')])
    refusedInShells('the signature by key a is no plain file')
    rmSync(sigOf('a'))
    symlinkSync('nothing', sigOf('a'))
    refusedInShells('the signature by key a is no plain file')
  })

  it('does not pass with a manifest in another form than the documented one, though it is signed', () => {
    const text = manifestText()
    eachRefused(text, 'MANIFEST is damaged', [
      ['"version":1', '"version":2'],
      ['"index":1,', '"index":1,"index":2,'],
      ['"revoked":[]', '"revoked":[[]]'],
      ['"revoked":[]', '"revoked": []'],
      ['"nextKeys":null', '"nextKeys":"null"'],
      ['"news":{"en"', '"news":{"de":"1","en"'],
      ['"version":1}', '"version":1}{}'],
      ['"name":"understory_', '"name":"../understory_'],
    ])
    eachRefused(text, 'from the future', [['"index":1,', '"index":1000001,']])
  })

  it('accuses no release where a program is missing, and says which one', () => {
    for (const missing of ['ssh-keygen', 'sha256sum', 'date']) {
      const programs = mkdtempSync(join(folder, 'programs-'))
      for (const name of checkPrograms)
        if (name !== missing)
          symlinkSync(run(`command -v ${name}`).said.trim(), join(programs, name))
      const answer = run(`sh=$(command -v sh); PATH=${programs}; ${command({}, '$sh')}`)
      expect(answer).toEqual(refusal(`the program ${missing} is missing, so nothing was checked`))
    }
  })

  it('takes no program from the folder of the release', () => {
    for (const name of ['grep', 'sha256sum', 'ssh-keygen'])
      writeFileSync(join(folder, name), '#!/bin/sh\necho I ran >&2\n', { mode: 0o755 })
    for (const shell of shells)
      for (const path of [':$PATH', '.:$PATH', '$PATH:'])
        expect(run(`export PATH="${path}"; ${command({}, shell)}`).said).not.toContain('I ran')
  })

  it('leaves no file behind when it is stopped', async () => {
    const temporary = join(folder, 'temporary')
    mkdirSync(temporary)
    const slow = join(folder, 'slow')
    mkdirSync(slow)
    // No shell has this one in itself.
    writeFileSync(join(slow, 'ssh-keygen'), '#!/bin/sh\nexec sleep 1\n', { mode: 0o755 })
    const stopped = async (shell: string, signal: string): Promise<void> => {
      const stopping = `export TMPDIR=${temporary} PATH=${slow}:$PATH; timeout -s ${signal} 0.5 ${command({}, shell)}`
      const child = spawn('sh', ['-c', stopping], { cwd: folder, env: shellEnv() })
      let said = ''
      for (const from of [child.stdout, child.stderr])
        from.on('data', (bytes: Buffer) => (said += bytes.toString()))
      await once(child, 'close')
      expect(said, `${shell} ${signal}`).not.toContain('PASSED')
    }
    // All at once: they mostly wait.
    const signals = ['INT', 'TERM', 'HUP', 'QUIT']
    await Promise.all(shells.flatMap((shell) => signals.map((signal) => stopped(shell, signal))))
    expect(readdirSync(temporary)).toEqual([])
  })

  it('does nothing, and does not end well, if the script was cut off', () => {
    const whole = script()
    // After its first line, the shell looks for the end before it runs anything.
    for (let length = whole.indexOf('{') + 1; length < whole.length - 2; length += 97) {
      writeFileSync(join(folder, 'cut'), whole.slice(0, length))
      const { code, said } = run(`sh cut release_signers ${manifestName} ${packageName} 0`)
      expect(code, String(length)).not.toBe(0)
      expect(said, String(length)).not.toContain('SHA256')
    }
  })

  it('does not pass with a line of a key that has more or other words than the documented ones', () => {
    // The words for the signer that ssh-keygen would take are not the ones that are printed.
    const [a = '', b = '', c = ''] = ['a', 'b', 'c'].map((name) => keys[name])
    const options = 'namespaces="understory-release"'
    for (const line of [
      `a ssh-ed25519 ${a} ${c}`,
      `a ${options} ssh-ed25519 ${a} ${c}`,
      `a namespaces="*" ssh-ed25519 ${a}`,
      `a ${options},valid-after="20240101" ssh-ed25519 ${a}`,
      `a ${options} ssh-rsa ${a}`,
      `a ${options} ssh-ed25519 ${a.slice(1)}A`,
      `a,c ${options} ssh-ed25519 ${a}`,
    ]) {
      const rest = `b ${options} ssh-ed25519 ${b}\n`
      writeFileSync(join(folder, 'release_signers'), `${line}\n${rest}`)
      refusedInShells('is damaged')
    }
  })

  it('does not pass with one genuine key where the shell overwrites no file', () => {
    const forger = keyPair('d')
    signers({ a: keys['a'] ?? '', d: forger })
    copyFileSync(sigOf('a'), sigOf('d'))
    for (const shell of shells)
      expect(checked({}, `${shell} -C`), shell).toEqual(refusal('by key d does not fit'))
  })

  it('says nothing of a name in the list of keys, or of a path, that it did not check', () => {
    // With the escapes that only some shells take for characters of control.
    for (const name of [
      'x\u001B[2K',
      String.raw`\r\033[2Kkey\0040a:`,
      '../a',
      '-a',
      'A'.repeat(99),
    ]) {
      const line = `${name} namespaces="understory-release" ssh-ed25519 ${keys['a'] ?? ''}\n`
      writeFileSync(join(folder, 'release_signers'), line)
      refusedInShells('a name in SIGNERS is damaged')
    }
    signers(keys)
    const path = "'PASSED\u001B[2K'"
    for (const other of [path, '.'])
      refusedInShells('SIGNERS cannot be read', { release_signers: other })
    refusedInShells('MANIFEST cannot be read', { [manifestName]: path })
    refusedInShells('PACKAGE is no plain file', { [packageName]: path })
    refusedInShells('INDEX is no index', { ' 0': ` ${path}` })
  })

  it('does not pass with a manifest that could overwrite what a terminal shows', () => {
    const text = manifestText()
    const up = '\u001B[2A\u001B[1Gkey a: SHA256:0'
    eachRefused(text, 'control characters', [
      ['"release":"1.0.0', `"release":"1.0.0${up}`],
      ['"day":"2024-05-01', `"day":"2024-05-01\u007F`],
      ['"index":1', `"index":1\u0007`],
      ['First.', `First.${up}`],
      ['First.', 'First.\n'],
      ['First.', 'First.\0'],
    ])
    eachRefused(text, 'MANIFEST is damaged', [
      ['"release":"1.0.0', String.raw`"release":"1.0.0\033[2A`],
      ['"release":"1.0.0', '"release":"1.0.0\u009B2A'],
      ['"release":"1.0.0', '"release":"1.0.0 PASSED'],
      ['"release":"1.0.0', '"release":"01.0.0'],
      ['"day":"2024-05-01', '"day":"20240501'],
      ['"day":"2024-05-01', '"day":"2024-05-01\u009B2A'],
      ['"index":1', String.raw`"index":1\033`],
      ['"index":1', '"index":-1'],
      ['"index":1', '"index":""'],
    ])
  })

  it('does not pass with new keys of another form than the documented one', () => {
    released({ trusted: trusting(old.map(own), [], next.map(own)) }, 'a', 'b')
    const text = manifestText()
    eachRefused(text, 'MANIFEST is damaged', [
      ['"name":"d"', String.raw`"name":"d\033[2A"`],
      ['"name":"d"', '"name":"d e"'],
      ['"name":"d"', '"name":"d\u009B2A"'],
      ['"publicKey":"AAAA', '"publicKey":"AAA'],
      [',{"name":"d"', '],"d":[{"name":"d"'],
    ])
  })

  it('does not pass with a manifest that has more bytes than those that were signed, or too many', () => {
    const text = manifestText()
    const write = (more: string): void => writeFileSync(join(folder, manifestName), text + more)
    for (const more of ['\0', '\n', '\n\n', '\r\n', '\0\n']) {
      write(more)
      refusedInShells('control characters')
    }
    write(' ')
    refusedInShells('MANIFEST is damaged')
    const fill = '.'.repeat(releaseLimits.manifestBytes - Buffer.byteLength(text))
    publish(text.replace('First.', `First.${fill}`), 'a', 'b')
    for (const shell of shells) expect(checked({}, shell).code, shell).toBe(0)
    publish(text.replace('First.', `First..${fill}`), 'a', 'b')
    refusedInShells('too big')
  })

  it('does not pass if it is of another product, below the installed index, or from the future', () => {
    publish(manifestText().replace('"product":"understory"', '"product":"other"'), 'a', 'b')
    expect(checked()).toEqual(refusal('not a release of Understory'))
    released({ version: '1.0.1', index: 2, previous: releaseManifest(draft()) }, 'a', 'b')
    expect(checked(installed(3))).toEqual(refusal('a rollback'))
    released({ day: '2099-12-01' }, 'a', 'b')
    expect(checked()).toEqual(refusal('in the future'))
    publish(manifestText().replace('"index":1,', '"index":1001,').replace('2099', '2024'), 'a', 'b')
    expect(checked()).toEqual(refusal('from the future'))
  })

  it('tells the keys that signed from genuine ones that a forger announces', () => {
    released({ trusted: trusting(old.map(own), [], old.map(own)) }, 'a', 'b')
    const forger = keyPair('d')
    signers({ a: forger, b: keys['b'] ?? '' })
    const [signing = ''] = commands('ssh-keygen -Y sign')
    expect(run(signing.replace('release_key_a', 'release_key_d')).code).toBe(0)
    const lines = checked().said.split('\n')
    const genuine = run('ssh-keygen -l -f release_key_a.pub').said.split(' ')[1] ?? ''
    expect(lines.filter((line) => line.includes(genuine))).toEqual([`new key a: ${genuine}`])
    const forged = run('ssh-keygen -l -f release_key_d.pub').said.split(' ')[1] ?? ''
    expect(lines.indexOf(`signed by key a: ${forged}`)).toBeGreaterThan(
      lines.indexOf(`new key a: ${genuine}`),
    )
    expect(lines.at(-2)).toContain('the keys that signed')
  })

  it('tells the keys of later releases, in the form that the next check takes', () => {
    released({ trusted: trusting(old.map(own), [], next.map(own)) }, 'a', 'b')
    const { code, said } = checked({ [packageName]: '-' })
    expect(code).toBe(0)
    expect(said).toMatch(/^PASSED WITHOUT A PACKAGE: .*Nothing was checked that can be installed/m)
    expect(said).not.toContain('PASSED:')
    for (const shell of shells)
      expect(checked({ [packageName]: '-' }, shell), shell).toEqual({ code, said })
    const lines = said.split('\n').filter((line) => line.includes('ssh-ed25519'))
    const shown = run('ssh-keygen -l -f release_key_b.pub').said.split(' ')[1] ?? ''
    expect(said).toContain(`new key b: ${shown}\n`)
    writeFileSync(join(folder, 'release_signers'), `${lines.join('\n')}\n`)
    const later = draft({ version: '1.0.1', index: 2, previous: releaseManifest(draft()) })
    publish(releaseManifest(later), 'a', 'c')
    expect(checked()).toEqual(refusal('two release keys'))
    publish(releaseManifest(later), 'a', 'b')
    expect(checked(installed(1)).code).toBe(0)
  })
})

describe('a manifest', () => {
  const first = releaseManifest(draft())
  const second = draft({ version: '1.0.1', index: 2, previous: first })

  it('follows the release before: one index more, a day that is not earlier, another version', () => {
    expect(readReleaseManifest(releaseManifest(second)).index).toBe(2)
    const refused: readonly [Partial<ReleaseDraft>, string][] = [
      [{ index: 0, previous: null }, 'index 0'],
      [{ previous: null }, '--previous'],
      [{ index: 1 }, 'one more'],
      [{ index: 3 }, 'one more'],
      [{ day: '2024-04-30' }, '2024-04-30'],
      [{ version: '1.0.0' }, 'released before'],
    ]
    for (const [changes, words] of refused) {
      expect(() => releaseManifest({ ...second, ...changes })).toThrow(words)
    }
  })

  const [keyD, keyE, old] = [testKey('d'), testKey('e'), testKey('old')]
  const changing = {
    ...second,
    trusted: trusting([keyA, keyB, keyC], [keyC, old], [keyA, keyB, keyD]),
  }

  it('announces the change of keys that its own build knows', () => {
    const { nextKeys, revoked } = readReleaseManifest(releaseManifest(changing))
    expect(nextKeys).toEqual(setOf(keyA, keyB, keyD))
    expect(revoked).toEqual(changing.trusted.revoked)
  })

  it('is not made by a build that does not follow the change of keys before it', () => {
    const third = draft({ version: '1.0.2', index: 3, previous: releaseManifest(changing) })
    const followed = trusting([keyA, keyB, keyD], [keyC, old])
    expect(readReleaseManifest(releaseManifest({ ...third, trusted: followed })).index).toBe(3)
    const refused: readonly [TrustedKeys, string][] = [
      [trusting([keyA, keyB, keyC], [old]), 'announced other keys'],
      [changing.trusted, 'announced other keys'],
      [trusting([keyA, keyB, keyD], [old]), 'does not revoke'],
      [trusting([keyA, keyB, keyD], [keyC, keyD, old]), 'needs a replacement'],
      [trusting([keyA, keyB, keyD], [keyA, keyB], [keyC, keyD, keyE]), 'Two of the three'],
      [{ ...followed, keys: [] }, 'no release keys'],
    ]
    for (const [trusted, words] of refused) {
      expect(() => releaseManifest({ ...third, trusted })).toThrow(words)
    }
  })

  it('is not made of a package of the evaluation build', () => {
    for (const name of [
      'understory-evaluation_1.0.0-1_amd64.deb',
      'understory-evaluation-1.0.0-linux-x64.tar.xz',
    ]) {
      const files: ReleaseDraft['files'] = [{ name, kind: 'package', bytes: Buffer.alloc(9, 1) }]
      expect(() => releaseManifest(draft({ files }))).toThrow(`${name} is an evaluation build`)
    }
  })

  it('that the app would refuse is not made', () => {
    for (const changes of [
      { news: { en: 'Only English.' } },
      { files: [] },
      { version: '1.0' },
      { trusted: trusting([keyA, keyB, keyC], [], [keyA, keyB]) },
    ]) {
      expect(() => releaseManifest({ ...draft(), ...changes })).toThrow('would refuse')
    }
  })
})
