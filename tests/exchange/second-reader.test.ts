import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createAgeIdentity } from '../../src/main/exchange/age-format.ts'
import { build, person } from './sample.ts'
import { readBundle } from './second-reader.ts'
import { terminal } from './terminal.ts'
import { decryptAge, encryptAge } from './whole-age.ts'

const folder = mkdtempSync(join(tmpdir(), 'understory-second-'))
const has = (command: string): boolean => spawnSync(command, ['--version']).error === undefined
const path = (name: string): string => join(folder, name)

beforeAll(sodiumReady)
afterAll(() => rmSync(folder, { recursive: true }))

const expectSample = (plaintext: Uint8Array): void => {
  const { records, seals } = readBundle(plaintext)
  expect(records.map(({ kind }) => kind)).toEqual(['case', 'source', 'report', 'report', 'report'])
  expect(records[3]?.parents).toEqual([records[2]?.id])
  expect(records[4]?.content).toMatchObject({ title: '遣返', body: '边境' })
  expect([...seals.keys()]).toEqual([records[1]?.seal])
}

describe('an export is readable without the application', () => {
  it('to a hybrid key, with typage', async () => {
    const { recipient, identity } = await createAgeIdentity('hybrid')
    const { plaintext } = build(person(), [recipient])
    const file = await encryptAge(plaintext, { kind: 'keys', recipients: [recipient] })
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    expectSample(await decrypter.decrypt(file))
  })

  it('to a classic key, with the age command', async ({ skip }) => {
    skip(!has('age'), 'age is not installed')
    const { recipient, identity } = await createAgeIdentity('classic')
    const { plaintext } = build(person(), [recipient])
    writeFileSync(
      path('a.age'),
      await encryptAge(plaintext, { kind: 'keys', recipients: [recipient] }),
    )
    writeFileSync(path('desk.agekey'), `${identity}\n`, { mode: 0o600 })
    execFileSync('age', ['-d', '-i', path('desk.agekey'), '-o', path('a'), path('a.age')])
    expectSample(readFileSync(path('a')))
  })

  it('to a passphrase, with the age command', async ({ skip }) => {
    skip(!has('age') || !has('python3'), 'age or python3 is not installed')
    const passphrase = 'heron stair copper 여섯 fable thaw'
    const { plaintext } = build(person(), ['scrypt'])
    writeFileSync(path('b.age'), await encryptAge(plaintext, { kind: 'passphrase', passphrase }))
    execFileSync('python3', ['-c', terminal, 'age', '-d', '-o', path('b'), path('b.age')], {
      env: { ...process.env, SAID: passphrase },
      stdio: 'pipe',
    })
    expectSample(readFileSync(path('b')))
  })

  it('with the twenty lines in the document', ({ skip }) => {
    skip(!has('python3'), 'python3 is not installed')
    const page = readFileSync(new URL('../../docs/FORMAT-EXCHANGE.md', import.meta.url), 'utf8')
    const script = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    writeFileSync(path('inside.bundle'), build(person(), [`age1${'q'.repeat(58)}`]).plaintext)
    const said = execFileSync('python3', ['-c', script], {
      cwd: folder,
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    })
    expect(said.toString('utf8')).toContain('遣返')
    expect(said.toString('utf8').trim().split('\n')).toHaveLength(5)
  })
})

describe('a file', () => {
  it('of the age command, plain and armored, is read by the app', async ({ skip }) => {
    skip(!has('age'), 'age is not installed')
    const { recipient, identity } = await createAgeIdentity('classic')
    const { plaintext } = build(person(), [recipient])
    writeFileSync(path('plain'), plaintext)
    for (const flags of [[], ['-a']]) {
      execFileSync('age', [...flags, '-r', recipient, '-o', path('theirs.age'), path('plain')])
      const keys = { identities: [identity], passphrase: null }
      const opened = await decryptAge(new Uint8Array(readFileSync(path('theirs.age'))), keys)
      expectSample(opened.plaintext)
    }
  })
})
