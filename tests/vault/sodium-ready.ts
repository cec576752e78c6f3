import { sodiumReady } from '../../src/crypto/sodium.ts'

// The app waits for libsodium before anything; a test that begins with a digest would race it.
await sodiumReady()
