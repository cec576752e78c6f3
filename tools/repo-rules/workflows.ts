import { parse } from 'yaml'
import { z } from 'zod'

/*
 * Workflows may use a closed list of what GitHub offers: a key, action, machine or value that is not
 * here is refused, whatever it does (`container`, `env`, `if`, `shell`, another workflow).
 */

const permissions = z.record(z.string(), z.string())
const step = z.strictObject({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
})
const job = z.strictObject({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  strategy: z
    .strictObject({ matrix: z.record(z.string(), z.array(z.string().regex(/^[a-z0-9-]+$/))) })
    .optional(),
  'runs-on': z.string(),
  'timeout-minutes': z.int().positive(),
  permissions: permissions.optional(),
  steps: z.array(step).min(1),
})
const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  jobs: z.record(z.string(), job),
})

type Step = z.infer<typeof step>
type Job = z.infer<typeof job>

/** Others give the rights of the project to code of a stranger, or run at times of their own. */
const triggers: ReadonlySet<string> = new Set(['push', 'pull_request', 'workflow_dispatch'])

/** What a job may do beside reading the repository. */
const jobRights: ReadonlySet<string> = new Set([
  'contents: read',
  'id-token: write',
  'attestations: write',
])

/** Of GitHub itself; each by its whole commit, with the version as a comment for people. */
const actions: ReadonlySet<string> = new Set([
  'actions/attest',
  'actions/checkout',
  'actions/download-artifact',
  'actions/setup-node',
  'actions/upload-artifact',
])

/** By version: a machine named `latest` changes. */
const machines: ReadonlySet<string> = new Set([
  'ubuntu-24.04',
  'windows-2025',
  'macos-15',
  'macos-15-intel',
])

/** Where a value may be pasted in, and which: in a script, the name of a branch can be a command. */
const pasted: ReadonlySet<string> = new Set([
  'concurrency.group: github.ref',
  'runs-on: matrix.machine',
  'with.name: matrix.build',
  'with.name: matrix.machine',
])

/** The image in which scripts run, by digest. */
const image = /\bnode:24\.\d+\.\d+-trixie@sha256:[0-9a-f]{64}(?=\s)/g

/** `WHERE: VALUE` for each `${{ VALUE }}` in a text; a text without an end of it as a whole. */
const pastedIn = (where: string, value: unknown): string[] =>
  JSON.stringify(value ?? '')
    .split('${{')
    .slice(1)
    .map((rest) => `${where}: ${(rest.split('}}')[0] ?? '').trim()}`)

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

const stepFaults = (source: string, { uses, run, with: options = {} }: Step): string[] => {
  const faults: string[] = []
  if (uses !== undefined) {
    const [action = '', commit = ''] = uses.split('@')
    if (!actions.has(action)) faults.push(`uses ${action}`)
    if (!/^[0-9a-f]{40}$/.test(commit))
      faults.push(`${uses} is not pinned by the 40 digits of a commit`)
    if (!source.includes(`${uses} # v`) || source.includes(`${uses}\n`))
      faults.push(`${uses} has no comment with its version`)
    if (action === 'actions/checkout' && options['persist-credentials'] !== false)
      faults.push('a checkout leaves its token in the folder')
  }
  if (run !== undefined && count(run, /\bdocker\b/g) !== count(run, image))
    faults.push('runs an image that is not pinned by its digest')
  return faults
}

const jobFaults = (source: string, name: string, work: Job): string[] => {
  const { steps, strategy } = work
  const rights = Object.entries(work.permissions ?? {}).map(([of, right]) => `${of}: ${right}`)
  const isWriter = rights.some((right) => !right.endsWith(': read'))
  const faults = [
    ...rights.flatMap((right) => (jobRights.has(right) ? [] : [`has the right "${right}"`])),
    ...steps.flatMap((each) => stepFaults(source, each)),
  ]
  if (isWriter && steps.some(({ uses, run }) => run !== undefined || /checkout/.test(uses ?? '')))
    faults.push('may write, and runs a script or checks the project out')
  const wanted =
    work['runs-on'] === '${{ matrix.machine }}'
      ? (strategy?.matrix['machine'] ?? [''])
      : [work['runs-on']]
  for (const machine of wanted)
    if (!machines.has(machine)) faults.push(`runs on a machine that is not listed: ${machine}`)
  return faults.map((fault) => `job ${name}: ${fault}`)
}

/** Every value that is pasted in anywhere, with the place if that is one where it may be. */
const allPasted = (
  source: string,
  { concurrency, jobs }: z.infer<typeof workflow>,
): readonly string[] => {
  const known = [
    ...pastedIn('concurrency.group', concurrency.group),
    ...Object.values(jobs).flatMap((work) => [
      ...pastedIn('runs-on', work['runs-on']),
      ...work.steps.flatMap((each) => pastedIn('with.name', each.with?.['name'])),
    ]),
  ]
  const all = count(source, /\$\{\{/g)
  return all === known.length ? known : [...known, 'elsewhere']
}

/**
 * What a GitHub workflow must not do: run code that can change under its name, hold more rights than
 * it needs, or use a secret.
 *
 * @param source of the YAML file.
 * @throws the error of the parser where it is no YAML, or not of the closed form.
 */
export const workflowFaults = (source: string): string[] => {
  const read = workflow.parse(parse(source))
  const faults = Object.keys(read.on).flatMap((name) =>
    triggers.has(name) ? [] : [`is started by ${name}`],
  )
  if (JSON.stringify(read.permissions) !== '{"contents":"read"}')
    faults.push('may do more than read the repository')
  if (/\bsecrets\b/i.test(source.replace(/^\s*#.*$/gm, ''))) faults.push('uses a secret')
  for (const value of allPasted(source, read))
    if (!pasted.has(value)) faults.push(`pastes in a value: ${value}`)
  return [
    ...faults,
    ...Object.entries(read.jobs).flatMap(([name, work]) => jobFaults(source, name, work)),
  ]
}
