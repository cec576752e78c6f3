import { describe, expect, it } from 'vitest'
import { clock } from './clock.ts'
import { diskFull, mediumRemoved, readOnlyMedium } from './media.ts'
import { races } from './races.ts'
import { shortRun } from './short-run.ts'

describe('a medium', () => {
  it('that is full keeps what was acknowledged, and works again once there is space', async ({
    skip,
  }) => {
    await shortRun(diskFull, 1, skip)
  })

  it('that cannot be written is refused with a code, and not one byte changes', async ({
    skip,
  }) => {
    expect((await shortRun(readOnlyMedium, 2, skip)).refused).toBe(2)
  })

  it('that is taken out in the middle has what was acknowledged when it is back', async ({
    skip,
  }) => {
    await shortRun(mediumRemoved, 3, skip)
  })
})

it('a clock that jumps ten years both ways neither loses nor erases anything', async ({ skip }) => {
  await shortRun(clock, 10, skip)
})

it('of two processes that come at once exactly one gets the vault and saves in it', async ({
  skip,
}) => {
  await shortRun(races, 6, skip)
})
