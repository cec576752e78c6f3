import { setEnvironmentData } from 'node:worker_threads'
import { afterEach } from 'vitest'
import { takeFastKdf, takeRealKdf } from '../faults/fast-kdf.ts'
import { inFull } from '../in-full.ts'
import { freeRemovedVaults } from './copied-vaults.ts'

// Test files share a process, and one before this may have chosen another KDF.
if (inFull) takeRealKdf()
else takeFastKdf()

// Kept for this process and its threads, which the app gives no environment. A process that a test
// starts hears nothing of it: what is to be killed at a certain moment works as the app does.
const name = 'UNDERSTORY_TEST_RUN'
if (process.env[name] !== undefined) setEnvironmentData('run folder', process.env[name])
delete process.env[name]

// Registered first, so it comes last: after what a test file itself does after each test.
afterEach(freeRemovedVaults)
