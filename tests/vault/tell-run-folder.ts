import { setEnvironmentData } from 'node:worker_threads'
import { afterEach } from 'vitest'
import { freeRemovedVaults } from './copied-vaults.ts'

// Kept for this process and its threads, which the app gives no environment. A process that a test
// starts hears nothing of it: what is to be killed at a certain moment works as the app does.
const name = 'UNDERSTORY_TEST_RUN'
if (process.env[name] !== undefined) setEnvironmentData('run folder', process.env[name])
delete process.env[name]

// Registered first, so it comes last: after what a test file itself does after each test.
afterEach(freeRemovedVaults)
