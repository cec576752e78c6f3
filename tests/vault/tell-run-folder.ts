import { setEnvironmentData } from 'node:worker_threads'
import { afterEach } from 'vitest'
import { takeFastKdf, takeRealKdf } from '../faults/fast-kdf.ts'
import { inFull } from '../in-full.ts'
import { freeRemovedVaults } from './copied-vaults.ts'

// Test files share a process, and an earlier file may have chosen another KDF.
if (inFull) takeRealKdf()
else takeFastKdf()

// For this process and its threads, to which the app passes no environment. A child process of a
// test does not get it: a child to be killed at a certain moment works as the app does.
const name = 'UNDERSTORY_TEST_RUN'
if (process.env[name] !== undefined) setEnvironmentData('run folder', process.env[name])
delete process.env[name]

// Registered first, so it runs last: after a test file's own hooks.
afterEach(freeRemovedVaults)
