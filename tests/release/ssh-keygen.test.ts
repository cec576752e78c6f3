import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { judgeRelease } from '../../src/main/release/judge-release.ts'
import { refusalOf } from '../faults/refusal.ts'
import { build, inputOf, keyA, keyB, signatureOf, signedRelease } from './sample-release.ts'
import { readSigner } from './second-reader.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssh-keygen-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A key of OpenSSH's own making. @returns its public half, the middle word of its line. */
const newKey = (name: string, type = 'ed25519'): string => {
  const path = join(folder, name)
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', '', '-f', path])
  return readFileSync(`${path}.pub`, 'utf8').split(' ')[1]?.trim() ?? ''
}

const signedBy = (name: string, message: Uint8Array, ...options: string[]): Uint8Array => {
  const how = ['-Y', 'sign', '-f', join(folder, name), '-n', 'understory-release', ...options]
  return execFileSync('ssh-keygen', how, { input: message, stdio: ['pipe', 'pipe', 'ignore'] })
}

/** Does OpenSSH accept a signature by this key? */
const accepted = (message: Uint8Array, signature: Uint8Array, publicKey: string): boolean => {
  const [signers, file] = [join(folder, 'signers'), join(folder, 'signature')]
  writeFileSync(signers, `a namespaces="understory-release" ssh-ed25519 ${publicKey}\n`)
  writeFileSync(file, signature)
  const how = ['-Y', 'verify', '-f', signers, '-I', 'a', '-n', 'understory-release', '-s', file]
  return spawnSync('ssh-keygen', how, { input: message }).status === 0
}

it('the app and the second reader accept what ssh-keygen signed', () => {
  const keys = ['one', 'two', 'three'].map((name) => ({ name, publicKey: newKey(name) }))
  const { manifest } = signedRelease({})
  const signatures = ['one', 'three'].map((name) => signedBy(name, manifest))
  const trusted = { keys, nextKeys: null, revoked: [] }
  const judged = judgeRelease({
    ...inputOf(),
    manifests: [manifest],
    signatures,
    build: build({ trusted }),
  })
  expect(judged.signers.map(({ name }) => name)).toEqual(['one', 'three'])
  expect(signatures.map((each) => readSigner(manifest, each))).toEqual([
    keys[0]?.publicKey,
    keys[2]?.publicKey,
  ])
  const shown = execFileSync('ssh-keygen', ['-l', '-f', join(folder, 'one.pub')], {
    encoding: 'utf8',
  })
  expect(shown.split(' ')[1]).toBe(judged.signers[0]?.fingerprint)
})

it('ssh-keygen accepts what was signed by the document, and nothing that the app refuses', () => {
  const { manifest } = signedRelease({})
  const signature = signatureOf(manifest, keyA)
  expect(accepted(manifest, signature, keyA.publicKey)).toBe(true)
  expect(accepted(manifest, signature, keyB.publicKey)).toBe(false)
  expect(accepted(manifest, signatureOf(manifest, keyA, 'file'), keyA.publicKey)).toBe(false)
  const changed = Buffer.from(manifest)
  changed[20] = (changed[20] ?? 0) ^ 1
  expect(accepted(changed, signature, keyA.publicKey)).toBe(false)
})

it('the app refuses what ssh-keygen signed with another kind of key or digest', async () => {
  newKey('curve', 'ecdsa')
  newKey('usual')
  const { manifest } = signedRelease({})
  for (const signature of [
    signedBy('curve', manifest),
    signedBy('usual', manifest, '-O', 'hashalg=sha256'),
  ]) {
    const input = { ...inputOf(), manifests: [manifest], signatures: [signature] }
    expect(await refusalOf(() => judgeRelease(input))).toBe('bad-signature')
  }
})
