/** A package as the lock file has it. */
type Locked = {
  readonly license?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly hasInstallScript?: boolean
}

/** Rows of the tables below a heading of a Markdown text, as the texts of their cells. */
export const rowsBelow = (markdown: string, heading: string): string[][] => {
  const [, after = ''] = markdown.split(`\n## ${heading}\n`)
  const [section = ''] = after.split('\n## ')
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13)

/** Packages whose code can be part of the app, by name, with every licence that one of them has. */
export const shipped = (
  packages: Readonly<Record<string, Locked>>,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  for (const [path, { license = 'none', dev, devOptional }] of Object.entries(packages)) {
    if (path === '' || dev === true || devOptional === true) continue
    const name = nameIn(path)
    found.set(name, (found.get(name) ?? new Set()).add(license))
  }
  return found
}

/**
 * Packages that the reviewed list lacks or describes wrongly.
 *
 * @param document docs/DEPENDENCIES.md
 * @param scripts `allowScripts` of package.json
 */
export const unreviewed = (
  document: string,
  packages: Readonly<Record<string, Locked>>,
  scripts: Readonly<Record<string, boolean>>,
): string[] => {
  const listed = new Map(
    rowsBelow(document, 'Part of the app').map(([name = '', ...cells]) => [name, cells]),
  )
  const named = new Set(
    rowsBelow(document, 'May run code while it is installed').map(([name = '']) => name),
  )
  const inApp = shipped(packages)
  const allowed = Object.entries(scripts).flatMap(([name, may]) => (may ? [name] : []))
  return [
    ...[...inApp].flatMap(([name, licences]) => {
      const row = listed.get(name)
      if (row === undefined) return [`${name}: not on the list`]
      const [licence = '', why = '', by = ''] = row
      return [
        ...[...licences].flatMap((each) =>
          each === licence ? [] : [`${name}: its licence is ${each}, the list says ${licence}`],
        ),
        ...(why === '' || by === '' ? [`${name}: no reason, or nobody who keeps it`] : []),
      ]
    }),
    ...[...listed.keys()].flatMap((name) => (inApp.has(name) ? [] : [`${name}: not in the app`])),
    ...Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript !== true || path === '' || Object.hasOwn(scripts, nameIn(path))
        ? []
        : [`${nameIn(path)}: has an install script of which package.json says nothing`],
    ),
    ...allowed.flatMap((name) =>
      named.has(name) ? [] : [`${name}: may run an install script, and is not named`],
    ),
    ...[...named].flatMap((name) =>
      allowed.includes(name) ? [] : [`${name}: is named, and may run no install script`],
    ),
  ]
}
