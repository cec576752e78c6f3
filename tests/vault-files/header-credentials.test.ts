import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { kdfBounds, newKdfParams } from '../../src/crypto/kdf.ts'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { withSlot } from '../../src/crypto/v1/header.ts'
import { beginRekey } from '../../src/crypto/v1/rekey.ts'
import { wipeMaskOf } from '../../src/crypto/v1/slot.ts'
import type { Credential } from '../../src/main/vault/storage/credential.ts'
import { createFileTokens, newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import { createHeaderFiles, replaceHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import { headerCredentials } from '../../src/main/vault/storage/header-unlock.ts'
import { exampleHeader, fastDerive, fastRoot } from './fast-derive.ts'
import { secretsOf } from './taken-secrets.ts'
import { temporaryVault } from './temporary-vault.ts'

beforeAll(sodiumReady)

const fastWorker = join(import.meta.dirname, '..', 'faults', 'fast-kdf-worker.ts')
const realWorker = join(
  import.meta.dirname,
  ...['..', '..', 'src', 'main', 'workers', 'kdf-worker.ts'],
)

const desk = (worker = fastWorker) => {
  const paths = temporaryVault()
  const example = exampleHeader()
  const { vaultKey, kdf } = example
  const wipe = { kind: 'wipe', root: fastRoot('wipe', kdf), kdf } as const
  const { header } = withSlot(example.header, vaultKey, wipe)
  createHeaderFiles(paths, header)
  const files = createFileTokens()
  return { paths, header, vaultKey, kdf, files, of: headerCredentials(paths, worker, files) }
}

/** A credential, and its derivations. */
const given = (words: string, hasKeyFile = false) => {
  const derived: KdfParams[] = []
  const credential: Credential = {
    derive: (kdf) => {
      derived.push(kdf)
      return fastDerive(words)(kdf)
    },
    hasKeyFile,
    wipe: () => undefined,
  }
  return { credential, derived }
}

const refuses = () => Promise.reject(new Error('the act failed'))
const never = () => Promise.reject(new Error('must not be done'))
const code = (expected: string) => ({ code: expected })

describe('a passphrase', () => {
  test('is derived for one act, and wiped after it', async () => {
    const { of, kdf } = desk()
    let kept: Credential | null = null
    const root = await of.withPassphrase('pass', null, (credential) => {
      kept = credential
      expect(credential.hasKeyFile).toBe(false)
      return credential.derive(kdf)
    })
    expect(root.equals(fastRoot('pass', kdf))).toBe(true)
    const after = kept as Credential | null
    expect((await after?.derive(kdf))?.equals(fastRoot('\0\0\0\0', kdf))).toBe(true)
  })

  test('is wiped as well when the act fails', async () => {
    const { of, kdf } = desk()
    let kept: Credential | null = null
    await expect(
      of.withPassphrase('pass', null, (credential) => {
        kept = credential
        return refuses()
      }),
    ).rejects.toThrow('the act failed')
    const after = kept as Credential | null
    expect((await after?.derive(kdf))?.equals(fastRoot('\0\0\0\0', kdf))).toBe(true)
  })

  test('uses the whole key file that the user chose, and no other', async () => {
    const { of, files, paths } = desk(realWorker)
    const kdf = newKdfParams(kdfBounds.floor)
    const roots: Secret[] = []
    for (const content of ['one', 'two']) {
      const token = newFileToken()
      writeFileSync(`${paths.header}.key`, content)
      files.add(token, `${paths.header}.key`)
      await of.withPassphrase('pass', token, async (credential) => {
        expect(credential.hasKeyFile).toBe(true)
        roots.push(await credential.derive(kdf))
      })
    }
    expect(new Set(roots.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(2)
    await expect(of.withPassphrase('pass', newFileToken(), never)).rejects.toMatchObject(
      code('not-found'),
    )
  })
})

describe('a header', () => {
  test.each(['passphrase', 'recovery'] as const)(
    'is opened by a %s for one act, whose keys are wiped after it',
    async (kind) => {
      const { of, header, vaultKey } = desk()
      const { result, secrets } = await secretsOf(() =>
        of.withHeader(given(kind).credential, kind, (opened) => {
          expect(opened).toMatchObject({ header, repaired: false })
          expect(opened.vaultKey.equals(vaultKey)).toBe(true)
          return Promise.resolve('done')
        }),
      )
      expect(result).toBe('done')
      expect(secrets.every(({ wiped }) => wiped)).toBe(true)
    },
  )

  test('is not opened by a credential of another kind', async () => {
    const { of } = desk()
    const refused = await secretsOf(async () => {
      for (const [words, kind] of [
        ['passphrase', 'recovery'],
        ['recovery', 'passphrase'],
        ['wipe', 'passphrase'],
        ['wipe', 'recovery'],
        ['guess', 'passphrase'],
      ] as const) {
        await expect(of.withHeader(given(words).credential, kind, never)).rejects.toMatchObject(
          code('wrong-passphrase'),
        )
      }
    })
    expect(refused.secrets.length).toBeGreaterThan(0)
    expect(refused.secrets.every(({ wiped }) => wiped)).toBe(true)
  })

  test('says that a copy was repaired', async () => {
    const { of, paths } = desk()
    for (const words of ['passphrase', 'recovery'] as const) {
      writeFileSync(paths.headerBackup, 'no header')
      const { credential } = given(words)
      await of.withHeader(credential, words, ({ repaired }) => {
        expect(repaired).toBe(true)
        return Promise.resolve()
      })
    }
    writeFileSync(paths.headerBackup, 'no header')
    const open = ({ repaired }: { repaired: boolean }) => Promise.resolve(repaired)
    const { credential } = given('passphrase')
    expect(await of.withEither(credential, { open, wipe: never })).toBe(true)
    expect(await of.withEither(credential, { open, wipe: never })).toBe(false)
  })

  test('gives up both keys of a rekey that was cut short, also when the act fails', async () => {
    const { of, paths, header, vaultKey, kdf } = desk()
    const kept = [{ index: 0, root: fastRoot('passphrase', kdf) }]
    replaceHeaderFiles(paths, beginRekey(header, vaultKey, Secret.random(), kept))
    const { credential } = given('passphrase')
    const { secrets } = await secretsOf(async () => {
      await expect(of.withHeader(credential, 'passphrase', refuses)).rejects.toThrow('act failed')
      await expect(of.withEither(credential, { open: refuses, wipe: never })).rejects.toThrow(
        'act failed',
      )
    })
    expect(secrets.length).toBeGreaterThan(0)
    expect(secrets.every(({ wiped }) => wiped)).toBe(true)
  })
})

describe('at the unlock screen', () => {
  test('a passphrase opens the vault', async () => {
    const { of, header, vaultKey } = desk()
    const { credential, derived } = given('passphrase')
    const { result, secrets } = await secretsOf(() =>
      of.withEither(credential, {
        open: (opened) => {
          expect(opened).toMatchObject({ header, repaired: false })
          return Promise.resolve(opened.vaultKey.equals(vaultKey))
        },
        wipe: never,
      }),
    )
    expect(result).toBe(true)
    expect(derived).toHaveLength(1)
    expect(secrets.every(({ wiped }) => wiped)).toBe(true)
  })

  test.each([true, false])(
    'a wipe passphrase (key file: %s) is handed its slot, at the cost of one derivation',
    async (hasKeyFile) => {
      const { of, header, kdf, paths } = desk()
      const { credential, derived } = given('wipe', hasKeyFile)
      const { result, secrets } = await secretsOf(() =>
        of.withEither(credential, {
          open: never,
          wipe: ({ root, ...found }) => {
            expect(found).toEqual({ header, kdf, hasKeyFile, wipeMask: wipeMaskOf(2) })
            return Promise.resolve(root.equals(fastRoot('wipe', kdf)))
          },
        }),
      )
      expect(result).toBe(true)
      expect(derived).toHaveLength(1)
      // The remaining one is the secret that the test itself compared with.
      expect(secrets.filter(({ wiped }) => !wiped)).toHaveLength(1)
      expect(new Uint8Array(readFileSync(paths.header))).toEqual(header)
    },
  )

  test('a failing wipe says why, and keeps no root', async () => {
    const { of } = desk()
    const { secrets } = await secretsOf(async () => {
      const { credential } = given('wipe')
      await expect(of.withEither(credential, { open: never, wipe: refuses })).rejects.toThrow(
        'the act failed',
      )
    })
    expect(secrets.length).toBeGreaterThan(0)
    expect(secrets.every(({ wiped }) => wiped)).toBe(true)
  })

  test('a recovery code opens nothing, and neither does a guess', async () => {
    const { of } = desk()
    for (const words of ['recovery', 'guess']) {
      const { credential } = given(words)
      await expect(of.withEither(credential, { open: never, wipe: never })).rejects.toMatchObject(
        code('wrong-passphrase'),
      )
    }
  })
})
