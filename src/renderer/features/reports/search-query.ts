/** A filter's value in quotes; the query language has no way to write a quote inside them. */
const quoted = (value: string): string => `"${value.replaceAll('"', ' ').trim()}"`

/**
 * What is typed, with the list's filters in front of it: the last word stays last, so that it still
 * counts as the beginning of one.
 */
export const searchQuery = (
  typed: string,
  filters: {
    readonly caseTitle: string | null
    readonly sourceName: string | null
    readonly state: string | null
  },
): string =>
  [
    ...(filters.state === null ? [] : [`state:${filters.state}`]),
    ...(filters.caseTitle === null ? [] : [`case:${quoted(filters.caseTitle)}`]),
    ...(filters.sourceName === null ? [] : [`source:${quoted(filters.sourceName)}`]),
    typed,
  ].join(' ')
