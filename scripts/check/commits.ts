import { commitsSince, faultsOf } from '../../tools/repo-rules/commits.ts'
import { root } from '../setup/paths.ts'

/**
 * `npm run check:commits`: the messages of new commits follow tools/repo-rules/commits.ts. Older ones do not, and
 * a date holds in a shallow clone and after a rebase, where the hash of a first commit would not.
 */
const since = new Date('2026-11-29T10:00:00Z')
const commits = commitsSince(root, since)
if (commits === undefined) process.stdout.write('no git repository here: no commits are checked\n')
else {
  const faults = commits.flatMap(({ id, message }) =>
    faultsOf(message).map((fault) => `${id} ${message.split('\n')[0] ?? ''}: ${fault}`),
  )
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  process.stdout.write(`${String(commits.length)} commits, ${String(faults.length)} faults\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
