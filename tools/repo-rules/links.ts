/** A link of a Markdown document to a file of the project. */
export type Link = {
  readonly text: string
  readonly target: string
  readonly line: number
}

/** Relative links outside code blocks; web addresses and anchors within the page are left out. */
export const linksIn = (markdown: string): Link[] => {
  let inCode = false
  return markdown.split('\n').flatMap((text, index) => {
    if (/^\s*(```|~~~)/.test(text)) inCode = !inCode
    if (inCode) return []
    const prose = text.replace(/(`+)[^`]*?\1(?!\])/g, (code) => code.replaceAll('](', '  '))
    return [...prose.matchAll(/!?\[((?:[^\]\\]|\\.)*)\]\(([^)\s]+)[^)]*\)/g)]
      .map((match) => ({ text: match[1] ?? '', target: match[2] ?? '', line: index + 1 }))
      .filter(({ target }) => !/^([a-z]+:|#)/.test(target))
  })
}

/**
 * A link to a test names the promise that it relies on: its text must be the name of a test in that
 * file, not only part of a comment there. So no document can promise what is no longer tested.
 */
export const namesTest = (link: Link, source: string): boolean => {
  const plain = link.text.replace(/[*_\\]/g, '').trim()
  return plain === '' || plain.endsWith('.test.ts') || plain.endsWith('.test.tsx')
    ? plain !== ''
    : source
        .replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
        .replaceAll('\\', '')
        .includes(plain)
}
