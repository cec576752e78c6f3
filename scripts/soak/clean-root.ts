import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasCommand, isRoot, mustRun, run } from '../setup/exec.ts'
import { root as project } from '../setup/paths.ts'
import { Skipped } from './run.ts'

/** Debian's release of the root. */
const suite = 'trixie'

/** The ordinary user in the root. */
export const person = 'person'

/** A Debian of its own in a folder. */
export type CleanRoot = {
  readonly folder: string
  /** Runs a command as root, with the machine's network. @throws Error with its output. */
  readonly install: (...command: readonly string[]) => string
  /** The same without a network. */
  readonly asRoot: (...command: readonly string[]) => string
  /** The same as an ordinary user. */
  readonly asPerson: (...command: readonly string[]) => string
}

/** How this machine reaches its mirror; without the parts that belong to an installation. */
const ownAptOptions = (): string =>
  run('apt-config', ['dump'])
    .stdout.split('\n')
    .filter((line) => /^Acquire::(Check-|http|https|Retries)/.test(line))
    .join('\n')

const ownSources = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'].filter(
  (path) => existsSync(path),
)

/**
 * Makes a Debian in a folder that need not exist, with what a minimal system has and nothing else.
 *
 * @throws Skipped where this machine cannot.
 */
export const makeCleanRoot = (folder: string, scratch: string): CleanRoot => {
  if (!isRoot()) throw new Skipped('it needs root, to make namespaces and devices')
  for (const tool of ['mmdebstrap', 'unshare', 'ip'])
    if (!hasCommand(tool)) throw new Skipped(`${tool} is missing: sudo apt-get install mmdebstrap`)
  const options = join(scratch, 'apt.conf')
  writeFileSync(options, `${ownAptOptions()}\n`)
  const [source] = ownSources
  mustRun('mmdebstrap', [
    '--variant=minbase',
    `--aptopt=${options}`,
    suite,
    folder,
    ...(source === undefined ? [] : [source]),
  ])
  const enter =
    (network: 'network' | 'no-network', user: string) =>
    (...command: readonly string[]): string => {
      const script = join(project, 'scripts', 'soak', 'enter-root.sh')
      const { status, stdout, stderr } = spawnSync(
        script,
        [folder, project, network, user, ...command],
        {
          encoding: 'utf8',
          maxBuffer: 64 << 20,
          env: {
            PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
            LANG: 'C.UTF-8',
            DEBIAN_FRONTEND: 'noninteractive',
          },
        },
      )
      if (status !== 0)
        throw new Error(
          `${command.join(' ')} ended with ${String(status)}:\n${(stdout + stderr).slice(-4_000)}`,
        )
      return stdout + stderr
    }
  const root: CleanRoot = {
    folder,
    install: enter('network', 'root'),
    asRoot: enter('no-network', 'root'),
    asPerson: enter('no-network', person),
  }
  root.asRoot('useradd', '--create-home', '--shell', '/bin/sh', person)
  return root
}
