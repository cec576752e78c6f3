import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { reachesOut, traced } from './call-trace.ts'

/*
 * Runs outside of the namespaces in which the other tests run (scripts/run/e2e.ts): what the app does
 * where it has a network. `whole-day.test.ts` works in it for a day.
 */

const executable = process.env['UNDERSTORY_EXECUTABLE'] ?? ''
const home = mkdtempSync(join(tmpdir(), 'network-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('the trace of a program that connects shows the address', () => {
  const log = join(home, 'another')
  const connect = `require('net').connect(9, '127.0.0.1').on('error', () => {})`
  spawnSync(traced(process.execPath, log), ['-e', connect])
  expect(reachesOut(log)).not.toEqual([])
})

test('the app refuses to start with --require-no-network, and leaves nothing behind', () => {
  const own = mkdtempSync(join(home, 'refused-'))
  const vault = join(own, 'Understory')
  const { status, stderr } = spawnSync(executable, [`--vault=${vault}`, '--require-no-network'], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: own, HOME: own },
    timeout: 30_000,
  })
  expect(status).toBe(1)
  expect(stderr).toContain('the system does not block the network. Nothing was started.')
  expect(spawnSync('find', [own, '-type', 'f'], { encoding: 'utf8' }).stdout).toBe('')
})
