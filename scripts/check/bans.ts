import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findingsIn } from '../../tools/repo-rules/bans.ts'
import { literalsIn } from '../../tools/repo-rules/tokens.ts'
import { root } from '../setup/paths.ts'
import { projectFiles } from './files.ts'

/** `npm run check:bans`: the text rules of tools/repo-rules/bans.ts and tools/repo-rules/tokens.ts over every file. */
const text = /\.(ts|tsx|js|mjs|cjs|json|md|css|html|sh)$/
const files = projectFiles().filter((file) => text.test(file) && file !== 'package-lock.json')
const findings = files.flatMap((file) => {
  const held = readFileSync(join(root, file), 'utf8')
  return [...findingsIn(file, held), ...literalsIn(file, held)]
})

for (const { file, line, rule, why } of findings) {
  process.stdout.write(`${file}:${String(line)}  ${rule}: ${why}\n`)
}
process.stdout.write(`${String(files.length)} files, ${String(findings.length)} findings\n`)
process.exitCode = findings.length === 0 ? 0 : 1
