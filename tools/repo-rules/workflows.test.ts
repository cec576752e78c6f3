import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
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

const image = `node:24.21.0-trixie@sha256:${'b'.repeat(64)}`
const sound = `name: sound
on: { pull_request: }
permissions: { contents: read }
concurrency: { group: 'one-\${{ github.ref }}', cancel-in-progress: true }
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${'a'.repeat(40)} # v7.0.1
        with: { persist-credentials: false }
      - run: npm ci
      - run: docker run --rm ${image} npm ci
  two:
    strategy: { matrix: { machine: [windows-2025, macos-15] } }
    runs-on: \${{ matrix.machine }}
    timeout-minutes: 5
    steps:
      - run: npm run typecheck
`

/** By a fault, or because it has not the closed form. */
const isRefused = (source: string): boolean => {
  try {
    return workflowFaults(source).length > 0
  } catch (error) {
    return error instanceof z.ZodError
  }
}

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
    ['pastes another value into a machine', 'matrix.machine }}', 'github.head_ref }}'],
    ['pastes a value into an input', '{ persist', '{ ref: "${{ github.head_ref }}", persist'],
    ['uses an action that is not listed', 'actions/checkout', 'actions/github-script'],
    ['writes the name of an action in capitals', 'actions/checkout', 'Actions/Checkout'],
    ['runs in a container', 'timeout-minutes: 5', 'container: debian\n    timeout-minutes: 5'],
    ['chooses a shell', '- run: npm ci', '- shell: bash {0}\n        run: npm ci'],
    ['sets a variable', '- run: npm ci', '- env: { NODE_OPTIONS: a }\n        run: npm ci'],
    ['goes on after a failure', '- run: npm ci', '- continue-on-error: true\n        run: npm ci'],
    ['calls another workflow', 'runs-on: ubuntu-24.04', 'uses: a/b/.github/workflows/c.yml@main'],
    ['runs an image by its tag', /@sha256:b+/, ''],
    ['runs a second image', 'docker run', 'docker run debian:trixie true; docker run'],
    ['runs on a machine of its own by a matrix', 'windows-2025', 'self-hosted'],
    ['has a matrix with a command', 'windows-2025', '"a; b"'],
    ['has a matrix of expressions', '[windows-2025, macos-15]', '"${{ fromJSON(github.ref) }}"'],
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
    const changed = sound.replace(from, () => to)
    expect(changed).not.toBe(sound)
    expect(isRefused(changed)).toBe(true)
  })
})
