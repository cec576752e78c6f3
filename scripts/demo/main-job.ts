import { beginCase, makeVault, writeReports } from './begin.ts'
import type { Demo } from './demo.ts'
import { exportSample, makeDeskKey, openElsewhere } from './export-case.ts'
import { markClaims, openKeyForDrafts, registerPhrases, sealSources } from './protect-sources.ts'
import { publishCase, searchRecord } from './publish-case.ts'
import { mainSample } from './sample.ts'
import { settleDrafts } from './settle-drafts.ts'
import { summaryOf } from './summary.ts'

/**
 * The main job, in the order in which a reporter does it: a vault, a sealed source, a report with
 * findings, filed; an export, opened with another tool; a public record.
 */
export const mainJob = async (demo: Demo, vault: string): Promise<object> => {
  const begun = await makeVault(demo, vault)
  const { person } = begun
  const work = await beginCase(demo, person, mainSample)
  await sealSources(work)
  await openKeyForDrafts(work)
  const marks = await settleDrafts(work)
  await writeReports(work)
  const desk = await makeDeskKey(demo.out)
  const file = await exportSample(work, 'the case is exported, to desk.agekey', [desk.recipient])
  const inside = await openElsewhere(work, file, desk)
  await markClaims(work)
  await registerPhrases(work)
  const published = await publishCase(work)
  const record = await searchRecord(work, published)
  await demo.steps.run('the app is closed', () => person.desk.close())
  return summaryOf(work, { ...begun, vault, marks, published, record, file, inside })
}
