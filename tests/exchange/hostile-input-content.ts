type Schema = { readonly safeParse: (value: unknown) => { readonly success: boolean } }

/** A content in which each of these fields has the text, but for those whose schema refuses it. */
export const withText = <T extends object>(
  schema: Schema,
  plain: T,
  changes: readonly ((of: T) => Partial<T>)[],
): { readonly content: T; readonly taken: number } => {
  let content = plain
  let count = 0
  for (const change of changes) {
    const next = { ...content, ...change(content) }
    if (!schema.safeParse(next).success) continue
    content = next
    count += 1
  }
  return { content, taken: count }
}
