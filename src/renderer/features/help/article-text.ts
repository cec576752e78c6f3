/** A piece of an article: a paragraph, or steps in their order. */
export type Piece =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }

/**
 * An article as it is written in the message files: one line is one paragraph, lines that begin with
 * "- " are the steps of one list.
 */
export const piecesOf = (article: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let steps: string[] = []
  const endSteps = (): void => {
    if (steps.length > 0) pieces.push({ kind: 'steps', steps })
    steps = []
  }
  for (const line of article.split('\n')) {
    if (line.startsWith('- ')) steps.push(line.slice(2))
    else {
      endSteps()
      if (line !== '') pieces.push({ kind: 'paragraph', text: line })
    }
  }
  endSteps()
  return pieces
}
