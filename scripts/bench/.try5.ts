import { mkdtempSync, rmSync } from 'node:fs'
import { vaultPart } from './vault-part.ts'
import { fullPlan } from './plan.ts'
const f = mkdtempSync('/tmp/bench-try-')
let c = process.cpuUsage(),
  t = performance.now()
const lap = (w: string) => {
  const d = process.cpuUsage(c)
  console.log(
    '  cpu',
    Math.round((d.user + d.system) / 1e3),
    'wall',
    Math.round(performance.now() - t),
    'then',
    w,
  )
  c = process.cpuUsage()
  t = performance.now()
}
try {
  await vaultPart(
    f,
    {
      ...fullPlan,
      sizes: [1000, 6000],
      rebuild: { at: 1000, rounds: 1 },
      exports: [1000, 5000],
      unlocks: 2,
      terms: 2,
    },
    lap,
  )
  lap('end')
} finally {
  rmSync(f, { recursive: true, force: true })
}
