import type { Finding } from './bans.ts'

type Law = {
  readonly why: string
  /** Properties that it speaks of; every one, if not given. */
  readonly of?: RegExp
  /** Forbidden parts of a value. */
  readonly literal: RegExp
}

const length = /(?<![\w.#-])-?(\d*\.)?\d+(px|rem|pt|pc|cm|mm|in)\b/

/** Values that style sheets take from `tokens.css` by name, and never write literally. */
const laws: readonly Law[] = [
  {
    why: 'a colour has a role: name it',
    literal:
      /#[\da-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?<![\w-])(black|white|gr[ae]y|red|green|blue|yellow|orange|purple|brown|pink)(?![\w-])/i,
  },
  { why: 'time is --quick or --calm', literal: /(?<![\w.#-])(?!0m?s\b)(\d*\.)?\d+m?s\b/ },
  {
    why: 'space is on the grid: --s-…',
    of: /^(scroll-)?(padding|margin)(-|$)|^((row|column)-)?gap$/,
    literal: length,
  },
  {
    why: 'a corner is --radius-…',
    of: /^border(-[a-z]+)*-radius$/,
    literal: /(?<![\w.#-])(\d*\.)?\d+(px|rem|em|pt|%)/,
  },
  {
    why: 'a size of type is --t-…',
    of: /^font(-size)?$/,
    literal: /(?<![\w.#-])(\d*\.)?\d+(px|rem|em|pt|%)|\b(small|smaller|medium|large|larger)\b/,
  },
  { why: 'there are three weights', of: /^font(-weight)?$/, literal: /\b([1237-9]00|bolde?r?)\b/ },
  { why: 'a line is --leading-…', of: /^line-height$/, literal: /^(?!1$)(\d*\.)?\d+%?$/ },
  { why: 'a line is --leading-…', of: /^font$/, literal: /\/\s*(?!1 )(\d*\.)?\d/ },
  { why: 'what lies over the rest is --over-…', of: /^z-index$/, literal: /\d{2,}/ },
  {
    why: 'the ring of the focus is --ring',
    of: /^outline$/,
    literal: /^2px solid var\(--focus\)$/,
  },
]

const sheets = /^src\/renderer\/.*\.css$/
const here = 'src/renderer/tokens.css'

/** Values that a style sheet of the window writes itself, though the tokens have a name for them. */
export const literalsIn = (file: string, text: string): Finding[] => {
  if (!sheets.test(file) || file === here) return []
  const bare = text.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  return [...bare.matchAll(/(?<=[;{}]|^)\s*([a-z-]+)\s*:\s*([^;{}]+);/g)].flatMap((match) => {
    const [whole, property = '', value = ''] = match
    const line = bare.slice(0, match.index + whole.indexOf(property)).split('\n').length
    return laws
      .filter(({ of, literal }) => of?.test(property) !== false && literal.test(value.trim()))
      .map(({ why }) => ({ file, line, rule: 'token', why }))
  })
}
