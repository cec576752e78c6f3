/**
 * Files that are mutated together, and the tests that have to detect it. Paths from the project's
 * root.
 */
export type Group = {
  readonly what: string
  readonly mutate: readonly string[]
  /** In the order they run in, so the quick ones first: the first that fails ends a run. */
  readonly tests: readonly string[]
}

/** The percentage of a group's mutants that has to be detected. */
export const lowest = 85

export const groups: Readonly<Record<string, Group>> = {
  crypto: {
    what: 'keys, slots, seals, codes',
    mutate: ['src/crypto/**/*.ts', '!src/crypto/**/*.test.ts', '!src/crypto/ssh-signature.ts'],
    tests: [
      'src/crypto/secret.test.ts',
      'src/crypto/kdf.test.ts',
      'src/crypto/sign.test.ts',
      'src/crypto/seal.test.ts',
      'tests/vectors/crypto-formats.test.ts',
      'tests/vault-files/wrapped-keys.test.ts',
      'tests/vault-files/sealed-identity.test.ts',
      'tests/exchange/card.test.ts',
      'tests/vault-files/anchor-file.test.ts',
      'tests/property/crypto-header.test.ts',
      'tests/property/crypto-recovery-code.test.ts',
      'tests/property/crypto-identity.test.ts',
      'tests/vectors/argon2.test.ts',
    ],
  },
  header: {
    what: 'the two copies of the header, how they reach the disk, and what opens them',
    mutate: [
      'src/main/vault/files/durable-write.ts',
      'src/main/vault/storage/{header-file,header-unlock,credential-change}.ts',
    ],
    tests: [
      'tests/vault-files/durable-write.test.ts',
      'tests/vault-files/header-file.test.ts',
      'tests/vault/header-change.test.ts',
      'tests/vault/revocation.test.ts',
      'tests/format/compared-headers.test.ts',
    ],
  },
  bundle: {
    what: 'what an export holds, is sealed into and is checked for',
    mutate: [
      'src/main/exchange/{build-export,decode-bundle,bundle-contents,frames,manifest,verify-bundle,strict-json,padme}.ts',
      'src/main/exchange/{age-format,age-stream,custody-chain}.ts',
    ],
    tests: [
      'tests/exchange/frames.test.ts',
      'tests/exchange/strict-json.test.ts',
      'tests/exchange/manifest.test.ts',
      'tests/exchange/bundle-written.test.ts',
      'tests/exchange/bundle-taken-apart.test.ts',
      'tests/exchange/verified-contents.test.ts',
      'tests/exchange/custody-chain.test.ts',
      'tests/exchange/age-payload.test.ts',
      'tests/exchange/age-header.test.ts',
      'tests/exchange/write-export.test.ts',
      'tests/exchange/plan.test.ts',
      'tests/exchange/custody.test.ts',
      'tests/exchange/bundle-files.test.ts',
      'tests/exchange/bundle.test.ts',
      'tests/exchange/age-file.test.ts',
    ],
  },
  release: {
    what: 'what makes a release genuine, newer or refused',
    mutate: [
      'src/crypto/ssh-signature.ts',
      'src/main/release/{manifest,judge-release}.ts',
      'src/main/vault/release/check-release.ts',
    ],
    tests: [
      'tests/release/manifest.test.ts',
      'tests/release/judge-release.test.ts',
      'tests/release/changed-bits.test.ts',
      'tests/release/ssh-keygen.test.ts',
      'tests/vault/release.test.ts',
    ],
  },
  merge: {
    what: 'what becomes of a record that two people changed',
    mutate: [
      'src/main/exchange/{merge,common-ancestor}.ts',
      'src/main/vault/merge/*.ts',
      'src/renderer/versions/three-way.ts',
    ],
    tests: [
      'src/renderer/versions/three-way.test.ts',
      'tests/exchange/common-ancestor.test.ts',
      'tests/exchange/merge.test.ts',
      'tests/vault/kept-draft.test.ts',
      'tests/vault/merged-versions.test.ts',
      'tests/vault/merge-said.test.ts',
      'tests/vault/import-differences.test.ts',
      'tests/vault/merging.test.ts',
    ],
  },
}

/** The group of this process: the configurations are read in several, by knip too. */
export const groupOfRun = (): readonly [name: string, group: Group] => {
  const name = process.env['MUTANTS_GROUP'] ?? 'header'
  const group = groups[name]
  if (group === undefined) throw new Error(`no such group of mutants: ${name}`)
  return [name, group]
}
