/** The values that canonical JSON can carry: no floats, no undefined, no dates. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical }

/**
 * The one byte form of a value: keys sorted by UTF-16 code unit, no white space, strings as
 * `JSON.stringify` writes them (lone surrogates escaped), numbers only as safe integers. A subset of
 * RFC 8785 (JCS), so that any JCS library gives the same bytes.
 *
 * @throws RangeError for a number that is not a safe integer; TypeError for anything else that JSON
 * has no form for. Neither message carries the value.
 */
export const canonicalJson = (value: Canonical): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new RangeError('not an integer')
    return String(value)
  }
  if (typeof value !== 'object') throw new TypeError('not a JSON value')
  if (Array.isArray(value))
    return `[${value.map((item: Canonical) => canonicalJson(item)).join(',')}]`
  const record = value as { readonly [key: string]: Canonical }
  const parts = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key] as Canonical)}`)
  return `{${parts.join(',')}}`
}
