import { parse } from 'yaml'

type Step = {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
type Job = {
  readonly permissions?: Readonly<Record<string, string>> | string
  readonly steps?: readonly Step[]
  readonly 'timeout-minutes'?: number
  readonly 'runs-on'?: string
}
type Workflow = {
  readonly on?: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>> | string
  readonly jobs?: Readonly<Record<string, Job>>
}

/** Others give the rights of the project to code of a stranger, or run at times of their own. */
const triggers: ReadonlySet<string> = new Set(['push', 'pull_request', 'workflow_dispatch'])

/** What a job may do beside reading the repository. */
const jobRights: ReadonlySet<string> = new Set([
  'contents: read',
  'id-token: write',
  'attestations: write',
])

const rightsOf = (job: Job): readonly string[] =>
  typeof job.permissions === 'string'
    ? [job.permissions]
    : Object.entries(job.permissions ?? {}).map(([name, right]) => `${name}: ${right}`)

/** An action of another repository by its whole commit, with the version as a comment for people. */
const pinned = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/
const namesVersion = (source: string, uses: string): boolean =>
  source.includes(`${uses} # v`) && !source.includes(`${uses}\n`)

const stepFaults = (source: string, { uses, run, with: options }: Step): string[] => {
  const faults: string[] = []
  if (uses !== undefined) {
    if (!pinned.test(uses)) faults.push(`${uses} is not pinned by the 40 digits of a commit`)
    if (!namesVersion(source, uses)) faults.push(`${uses} has no comment with its version`)
    if (uses.startsWith('actions/checkout@') && options?.['persist-credentials'] !== false)
      faults.push('a checkout leaves its token in the folder')
  }
  // The value would be part of the script: the name of a branch or tag can be a command.
  if (run?.includes('${{') === true) faults.push(`a script has a value pasted in: ${run}`)
  return faults
}

const jobFaults = (source: string, name: string, job: Job): string[] => {
  const steps = job.steps ?? []
  const rights = rightsOf(job)
  const isWriter = rights.some((right) => !right.endsWith(': read'))
  const checksOut = steps.some(({ uses }) => uses?.startsWith('actions/checkout@') === true)
  const faults = [
    ...rights.flatMap((right) => (jobRights.has(right) ? [] : [`has the right "${right}"`])),
    ...steps.flatMap((step) => stepFaults(source, step)),
  ]
  if (isWriter && (checksOut || steps.some(({ run }) => run !== undefined)))
    faults.push('may write, and runs a script or checks the project out')
  if (job['timeout-minutes'] === undefined) faults.push('has no time limit')
  if (/latest|self-hosted/.test(String(job['runs-on'])))
    faults.push(`runs on a machine that changes: ${String(job['runs-on'])}`)
  return faults.map((fault) => `job ${name}: ${fault}`)
}

/**
 * What a GitHub workflow must not do: run code that can change under its name, hold more rights than
 * it needs, or use a secret.
 *
 * @param source of the YAML file.
 * @throws the error of the parser where it is no YAML.
 */
export const workflowFaults = (source: string): string[] => {
  const { on = {}, permissions, jobs = {} } = parse(source) as Workflow
  const faults = Object.keys(on).flatMap((name) =>
    triggers.has(name) ? [] : [`is started by ${name}`],
  )
  if (JSON.stringify(permissions) !== '{"contents":"read"}')
    faults.push('may do more than read the repository, or does not say what it may do')
  if (/\bsecrets\b/.test(source.replace(/^\s*#.*$/gm, ''))) faults.push('uses a secret')
  return [...faults, ...Object.entries(jobs).flatMap(([name, job]) => jobFaults(source, name, job))]
}
