/**
 * Writes src/main/vault/contacts/confusables.ts out of Unicode's table of confusable characters
 * (UTS 39):
 *
 *   node scripts/data/confusables.ts confusables.txt > src/main/vault/contacts/confusables.ts
 *
 * Unicode publishes it at https://www.unicode.org/Public/17.0.0/security/confusables.txt. The digest
 * below is of the copy in Unicode's own repository, without byte order mark and with line ends of
 * Unix: `unicodetools/data/security/17.0.0/confusables.txt` at commit 2c1309a of
 * github.com/unicode-org/unicodetools, 6,565 entries.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const sha256 = '091c7f82fc39ef208faf8f94d29c244de99254675e09de163160c810d13ef22a'

const text = readFileSync(process.argv[2] ?? 'confusables.txt', 'utf8')
  .replace(/^\uFEFF/, '')
  .replaceAll('\r\n', '\n')
if (createHash('sha256').update(text).digest('hex') !== sha256) {
  throw new Error('confusables.txt: not the table that was used')
}

/** Code points in short hexadecimal form. */
const short = (codes: string): string =>
  codes
    .trim()
    .split(' ')
    .map((code) => Number.parseInt(code, 16).toString(16))
    .join('+')

const sources = new Map<string, string[]>()
for (const line of text.split('\n')) {
  const [source, target] = line.split(';')
  if (source === undefined || target === undefined || line.startsWith('#')) continue
  sources.set(short(target), [...(sources.get(short(target)) ?? []), short(source)])
}

/** Lines of at most 240 characters. */
const wrap = (groups: readonly string[]): string => {
  const lines: string[] = []
  let line = ''
  for (const group of groups) {
    if (line !== '' && line.length + group.length + 1 > 240) {
      lines.push(line)
      line = ''
    }
    line += line === '' ? group : ` ${group}`
  }
  return [...lines, line].join('\n')
}

process.stdout.write(`/**
 * Characters that look alike. Made by scripts/data/confusables.ts from confusables.txt of UTS 39,
 * version 17.0.0. © 2025 Unicode, Inc. Used under the Unicode License: docs/licences/unicode.txt.
 *
 * Code points in hexadecimal: each group is the prototype, an equals sign, and the characters that
 * look like it.
 */
export const confusables = \`
${wrap([...sources].map(([target, each]) => `${target}=${each.join(',')}`))}
\`
`)
