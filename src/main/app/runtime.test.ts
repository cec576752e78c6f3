import { describe, expect, it } from 'vitest'
import { isEvaluationRuntime, needsOldAddon } from './runtime.ts'

const versions = (electron: string, napi: string) => ({ ...process.versions, electron, napi })

describe('the runtime', () => {
  it('is for evaluation only below the supported Electron, whatever its Node-API', () => {
    expect(isEvaluationRuntime(versions('33.2.1', '9'))).toBe(true)
    expect(isEvaluationRuntime(versions('44.9.9', '10'))).toBe(true)
    expect(isEvaluationRuntime(versions('45.0.0', '10'))).toBe(false)
    expect(isEvaluationRuntime(versions('51.2.0', '11'))).toBe(false)
  })

  it('takes the other build of the addon where the Node-API is too old for it', () => {
    expect(needsOldAddon(versions('33.2.1', '9'))).toBe(true)
    expect(needsOldAddon(versions('45.0.0', '10'))).toBe(false)
  })
})
