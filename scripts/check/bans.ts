import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findingsIn } from '../../tools/repo-rules/bans.ts'
import { mostSmallFiles, smallFiles } from '../../tools/repo-rules/small-files.ts'
import { literalsIn } from '../../tools/repo-rules/tokens.ts'
import { repeatedTypes } from '../../tools/repo-rules/type-names.ts'
import { root } from '../setup/paths.ts'
import { projectFiles } from './files.ts'

/**
 * `npm run check:bans`: the text rules of tools/repo-rules/bans.ts and tokens.ts over every file, and
 * type-names.ts and small-files.ts over src.
 */
const text = /\.(ts|tsx|js|mjs|cjs|json|md|css|html|sh)$/
const files = projectFiles().filter((file) => text.test(file) && file !== 'package-lock.json')
const findings = files.flatMap((file) => {
  const held = readFileSync(join(root, file), 'utf8')
  return [...findingsIn(file, held), ...literalsIn(file, held)]
})

for (const { file, line, rule, why } of findings) {
  process.stdout.write(`${file}:${String(line)}  ${rule}: ${why}\n`)
}
const product = files
  .filter((file) => /^src\/.*(?<!\.test)\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
const repeated = repeatedTypes(product)
for (const { name, files: where } of repeated) {
  process.stdout.write(`type ${name} has more than one definition: ${where.join(', ')}\n`)
}
const small = smallFiles(product)
const isOver = small.length > mostSmallFiles
if (isOver) {
  for (const { file, lines, importer } of small) {
    process.stdout.write(`${file} has ${String(lines)} lines and one importer, ${importer}\n`)
  }
}
process.stdout.write(
  `${String(small.length)} small files with one importer, at most ${String(mostSmallFiles)}\n`,
)
const count = findings.length + repeated.length + (isOver ? 1 : 0)
process.stdout.write(`${String(files.length)} files, ${String(count)} findings\n`)
process.exitCode = count === 0 ? 0 : 1
