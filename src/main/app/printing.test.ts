import { expect, it } from 'vitest'
import { printWindow } from './printing.ts'

const system = (printed: boolean, reason: string) => ({
  print: (_: object, done: (printed: boolean, reason: string) => void) => done(printed, reason),
})

it.each([
  [true, '', { printed: true }],
  [false, 'Print job canceled', { printed: false }],
  [false, 'cancelled', { printed: false }],
])('a sheet was printed or given up: %s, %s', async (printed, reason, is) => {
  expect(await printWindow(system(printed, reason) as never)).toEqual(is)
})

it('a printer that refuses is a failure, and nothing of its words goes on', async () => {
  const failure = printWindow(system(false, 'Print job failed on the-printer-of-kim') as never)
  await expect(failure).rejects.toMatchObject({ code: 'printing', message: 'printing' })
})
