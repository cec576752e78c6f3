import { spawn } from 'node:child_process'
import { toolEnv } from '../setup/exec.ts'
import { root } from '../setup/paths.ts'

/**
 * `npm run check`: every static check, two at a time, one line each, and the output of a failed one.
 */
const checks = {
  types: 'tsc, one project per environment, against the types of Electron 45',
  lint: 'oxlint with type-aware rules, no warning allowed',
  bans: 'own text rules, names of types, small files (tools/repo-rules)',
  format: 'prettier',
  layers: 'dependency-cruiser: which layer may import which',
  dead: 'knip: unused files, exports and packages',
  messages: 'message keys of the three languages',
  schema: 'schema.sql is what the migrations produce',
  docs: 'links of the documents, and the tests that they name',
  words: 'actors are named in comments, messages and documents',
  commits: 'messages of new commits are Conventional Commits',
  build: 'electron-vite: the app builds, each start within its size limits',
  packages: 'shipped packages and install scripts are on the reviewed list',
} as const

type Outcome = {
  readonly code: number
  readonly said: string
}

const runCheck = (name: string): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', `check:${name}`], {
      cwd: root,
      env: toolEnv({ NO_COLOR: '1', FORCE_COLOR: '0' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => resolve({ code: 127, said: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, said }))
  })

const failed: string[] = []

const runAndTell = async ([name, what]: readonly [string, string]): Promise<void> => {
  const since = Date.now()
  const { code, said } = await runCheck(name)
  const time = `${((Date.now() - since) / 1000).toFixed(1)} s`
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(9)} ${what} (${time})\n`)
  if (code !== 0) {
    failed.push(name)
    process.stdout.write(`${said.trimEnd().replace(/^/gm, '    ')}\n\n`)
  }
}

// The longest uses one core, most others both.
const { format, ...others } = checks
const waiting = Object.entries({ format, ...others })
const lane = async (): Promise<void> => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    await runAndTell(next)
  }
}
await Promise.all([lane(), lane()])
const count = Object.keys(checks).length
process.stdout.write(
  failed.length === 0
    ? `all ${String(count)} checks passed\n`
    : `${String(failed.length)} of ${String(count)} checks failed: ${failed.join(', ')}\n`,
)
process.exitCode = failed.length === 0 ? 0 : 1
