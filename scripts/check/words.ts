import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  commentsOf,
  documentOf,
  measure,
  messagesOf,
  worstFiles,
} from '../../tools/repo-rules/words.ts'
import { root } from '../setup/paths.ts'
import { projectFiles } from './files.ts'

/**
 * `npm run check:words`: how often comments, English messages and documents use the words of
 * tools/repo-rules/words.ts, for 10,000 words. With `--list`, every occurrence.
 */
const isListed = process.argv.includes('--list')
const sources = new Map<string, string>()
const texts = projectFiles().flatMap((file) => {
  const read = /\.(tsx?|[cm]js)$/.test(file)
    ? commentsOf
    : /^src\/renderer\/i18n\/en\/[^/]+\.json$/.test(file)
      ? messagesOf
      : /^(README|CONTRIBUTING|CHANGELOG|SECURITY|docs\/.+)\.md$/.test(file)
        ? documentOf
        : undefined
  if (read === undefined) return []
  const source = readFileSync(join(root, file), 'utf8')
  sources.set(file, source)
  return [read(file, source)]
})

let exceeded = 0
for (const { group, name, limit, total, rate, occurrences } of measure(texts)) {
  const isOver = rate > limit
  if (isOver) exceeded += 1
  process.stdout.write(
    `${isOver ? 'over' : 'ok  '} ${group.padEnd(9)} ${name}: ${rate.toFixed(1)}, at most ${String(limit)}` +
      ` (${String(occurrences.length)} in ${String(total)} words)\n`,
  )
  if (isListed) {
    for (const { file, line } of occurrences) {
      const text = sources.get(file)?.split('\n')[line - 1]?.trim() ?? ''
      process.stdout.write(`${file}:${String(line)}: ${text}\n`)
    }
  } else if (isOver) {
    for (const { file, count } of worstFiles(occurrences, 5)) {
      process.stdout.write(`     ${String(count).padStart(5)}  ${file}\n`)
    }
  }
}
process.stdout.write(`${String(exceeded)} limits exceeded\n`)
process.exitCode = exceeded === 0 ? 0 : 1
