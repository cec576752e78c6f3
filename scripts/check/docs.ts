import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { linksIn, namesTest } from '../../tools/repo-rules/links.ts'
import { root } from '../setup/paths.ts'
import { projectFiles } from './files.ts'

/**
 * `npm run check:docs`: links lead somewhere, the threat model names tests that exist, and texts name
 * tags that exist.
 */
/** The document in which every link to a test has to carry the name of a test. */
const strict = 'docs/THREAT-MODEL.md'
const documents = projectFiles().filter((file) => file.endsWith('.md'))
let links = 0
const faults = documents.flatMap((file) =>
  linksIn(readFileSync(join(root, file), 'utf8')).flatMap((link) => {
    links += 1
    const [path = ''] = link.target.split('#')
    const target = normalize(join(dirname(file), decodeURI(path)))
    const at = `${file}:${String(link.line)}`
    if (!existsSync(join(root, target))) return [`${at}  no such file: ${link.target}`]
    if (file !== strict || !/\.test\.tsx?$/.test(target)) return []
    return namesTest(link, readFileSync(join(root, target), 'utf8'))
      ? []
      : [`${at}  no test of this name in ${target}: ${link.text}`]
  }),
)
/** A tag that a text names: a word with a version number in it. */
const namedTag = /\btag `?((?=[\w.-]*\d)[\w.-]*\w)/gi
const tags = new Set(execFileSync('git', ['tag'], { cwd: root, encoding: 'utf8' }).split('\n'))
const texts = projectFiles().filter((file) => /^src\/renderer\/i18n\/en\/.*\.json$/.test(file))
for (const file of [...documents, ...texts]) {
  for (const [, tag = ''] of readFileSync(join(root, file), 'utf8').matchAll(namedTag))
    if (!tags.has(tag)) faults.push(`${file}  no such tag: ${tag}`)
}
for (const fault of faults) process.stdout.write(`${fault}\n`)
process.stdout.write(
  `${String(links)} links in ${String(documents.length)} documents, ${String(faults.length)} faults\n`,
)
process.exitCode = faults.length === 0 ? 0 : 1
