import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { release } from '../../scripts/package/edition.ts'
import { workflowFaults } from './workflows.ts'

const folder = join(import.meta.dirname, '../../.github/workflows')
const names = readdirSync(folder)
const sourceOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe.each(names)('the workflow %s', (name) => {
  it('pins every action by its commit, holds no right or secret that it does not need, and says that it was not run', () => {
    expect(workflowFaults(sourceOf(name))).toEqual([])
    // To be removed with the mark, once it was run.
    expect(sourceOf(name)).toContain('# The project has not run this workflow yet.')
  })
})

it('the release workflow builds on two machines, tests, and attests only what passed', () => {
  const source = sourceOf('release.yml')
  const { on, jobs } = parse(source) as {
    on: unknown
    jobs: Readonly<Record<string, { needs?: unknown; strategy?: unknown }>>
  }
  expect(on).toEqual({ push: { tags: ['v*'] } })
  expect(jobs['linux']?.strategy).toEqual({ matrix: { build: ['first', 'second'] } })
  expect(jobs['compare']?.needs).toBe('linux')
  expect(source).toContain('diff -r linux-first linux-second')
  expect(source).toContain('.ci/run')
  expect(jobs['attest']?.needs).toEqual(['tests', 'compare', 'flatpak', 'other-systems'])
  expect(source).toContain(`linux/flatpak/${release.appId}.yml`)
  expect(source).toContain(`out/${release.name}-`)
  expect(source).not.toMatch(/ssh-keygen|gh release|contents: write/)
})

const sound = `on: { pull_request: }
permissions: { contents: read }
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${'a'.repeat(40)} # v7.0.1
        with: { persist-credentials: false }
      - run: npm ci
`

describe('a workflow', () => {
  it.each([
    ['is started by code of a stranger', 'pull_request:', 'pull_request_target:'],
    ['may write to the repository', 'contents: read', 'contents: write'],
    ['does not say what it may do', 'permissions: { contents: read }\n', ''],
    ['uses a version of an action that can be moved', `@${'a'.repeat(40)} #`, '@v7 #'],
    ['uses a short digest', 'a'.repeat(40), 'a'.repeat(12)],
    ['does not name the version of an action', ' # v7.0.1', ''],
    ['leaves its token in the folder', '{ persist-credentials: false }', '{}'],
    ['pastes a value into a script', 'npm ci', 'echo ${{ github.ref_name }}'],
    ['uses a secret', 'npm ci', 'echo "$A"\n        env: { A: "${{ secrets.KEY }}" }'],
    ['has no time limit', '    timeout-minutes: 5\n', ''],
    ['runs on a machine that changes', 'ubuntu-24.04', 'ubuntu-latest'],
    [
      'lets a script write attestations',
      '    steps:',
      '    permissions: { id-token: write, attestations: write }\n    steps:',
    ],
    [
      'gives a job a further right',
      '    steps:',
      '    permissions: { packages: write }\n    steps:',
    ],
  ])('that %s is refused', (_, from, to) => {
    expect(workflowFaults(sound)).toEqual([])
    const changed = sound.replace(from, to)
    expect(changed).not.toBe(sound)
    expect(workflowFaults(changed)).not.toEqual([])
  })
})
