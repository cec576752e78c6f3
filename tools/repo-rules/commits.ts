import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'

const types = [
  'feat',
  'fix',
  'docs',
  'refactor',
  'test',
  'perf',
  'build',
  'ci',
  'chore',
  'style',
  'revert',
] as const
const longest = 60
const form = new RegExp(`^(${types.join('|')})(\\([a-z0-9][a-z0-9/.-]*\\))?!?: (?=\\S)`)
/** Forms of common verbs that are not the imperative. */
const notImperative =
  /^(add|remov|fix|chang|updat|mov|renam|us|mak|show|keep|giv|nam|allow|prevent|document|improv|delet|replac|split|merg|refactor)(s|es|ed|ing)\b|^(made|kept|gave|splits|splitting|dropp(ed|ing)|drops)\b/i

/** The faults of a commit message; empty if there are none. */
export const faultsOf = (message: string): string[] => {
  const [subject = ''] = message.split('\n')
  const faults: string[] = []
  const start = form.exec(subject)
  if (start === null)
    faults.push(`is not "type(scope): subject", with a type of ${types.join(' ')}`)
  else if (notImperative.test(subject.slice(start[0].length))) {
    faults.push('does not begin with an imperative, such as "add"')
  }
  const { length } = [...subject]
  if (length > longest) {
    faults.push(`has ${String(length)} characters, at most ${String(longest)}`)
  }
  if (/(?<![\w&])(#|GH-)\d+\b/i.test(message)) faults.push('names an issue by number')
  return faults
}

export type Commit = {
  readonly id: string
  readonly message: string
}

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

/**
 * The commits that lead to `HEAD` and were committed at `since` or later, without merges, as far as
 * the history exists: a shallow clone has less. `undefined` where the folder is not the top of a
 * repository, as in an unpacked archive.
 */
export const commitsSince = (folder: string, since: Date): Commit[] | undefined => {
  try {
    const top = git(folder, 'rev-parse', '--show-toplevel').replace(/\n$/, '')
    if (realpathSync(top) !== realpathSync(folder)) return undefined
  } catch {
    return undefined
  }
  try {
    git(folder, 'rev-parse', '--verify', 'HEAD')
  } catch {
    return []
  }
  return git(folder, 'log', '--no-merges', '-z', '--format=%h %ct %B')
    .split('\0')
    .flatMap((entry) => {
      const [, id = '', seconds = '', message = ''] = /^(\w+) (\d+) ([^]*)$/.exec(entry) ?? []
      return id !== '' && Number(seconds) * 1000 >= since.getTime() ? [{ id, message }] : []
    })
}
