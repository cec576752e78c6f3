/** Names of types that may repeat, because each is private to one file. */
const privateNames = new Set(['Row', 'Props'])

export type SourceFile = {
  readonly file: string
  readonly text: string
}

export type RepeatedType = {
  readonly name: string
  readonly files: readonly string[]
}

/**
 * Types, interfaces and classes with the same name in more than one file, also those inside a function.
 * A reader who searches for a type finds one. `Row` and `Props` may repeat where they are not exported.
 */
export const repeatedTypes = (sources: readonly SourceFile[]): readonly RepeatedType[] => {
  const filesOf = new Map<string, Set<string>>()
  for (const { file, text } of sources) {
    for (const [, exported, name = ''] of text.matchAll(
      /^[^\S\n]*(export )?(?:default )?(?:declare )?(?:abstract )?(?:type|interface|class) (\w+)/gm,
    )) {
      if (exported === undefined && privateNames.has(name)) continue
      filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file))
    }
  }
  return [...filesOf]
    .filter(([, files]) => files.size > 1)
    .map(([name, files]) => ({ name, files: [...files].sort() }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
