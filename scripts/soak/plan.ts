import { clock } from '../../tests/faults/clock.ts'
import { databaseBits, databaseCuts } from '../../tests/faults/database-damage.ts'
import { everyCall } from '../../tests/faults/every-call.ts'
import { failingExchange } from '../../tests/faults/failing-exchange.ts'
import { exportBytes, exportCuts } from '../../tests/faults/export-damage.ts'
import { headerBits, headerCuts } from '../../tests/faults/header-damage.ts'
import { journalBits } from '../../tests/faults/journal-damage.ts'
import { killHandOver, killImport } from '../../tests/faults/kill-exchange.ts'
import { killHeader } from '../../tests/faults/kill-header.ts'
import { killDestroy, killWipe } from '../../tests/faults/kill-wipe.ts'
import { killMigration } from '../../tests/faults/kill-migration.ts'
import { killRekey, killRekeyCalls } from '../../tests/faults/kill-rekey.ts'
import { killSaves } from '../../tests/faults/kill-saves.ts'
import { diskFull, mediumRemoved, readOnlyMedium } from '../../tests/faults/media.ts'
import { parsing } from '../../tests/faults/parsers.ts'
import { powerLoss, powerLossInRekey } from '../../tests/faults/power-loss.ts'
import { oldPages } from '../../tests/faults/old-pages.ts'
import { races } from '../../tests/faults/races.ts'
import { fuzzParsers } from '../../tests/fuzz/fuzz-parsers.ts'
import { attachments } from './attachments.ts'
import { demo } from './demo.ts'
import { longUse } from './long-use.ts'
import { smallMemory } from './small-memory.ts'
import { packageInCleanRoot } from './package.ts'
import type { SoakRun } from './run.ts'
import { network, payloads, testsInFull } from './test-runs.ts'

/** Every long run by its name, in the order in which `all` makes them. */
export const plan: Readonly<Record<string, SoakRun>> = {
  'kill-saves': killSaves,
  'kill-header': killHeader,
  'kill-rekey': killRekey,
  'kill-rekey-calls': killRekeyCalls,
  'kill-import': killImport,
  'kill-hand-over': killHandOver,
  'kill-migration': killMigration,
  'kill-wipe': killWipe,
  'kill-destroy': killDestroy,
  'failing-calls': everyCall,
  'failing-exchange': failingExchange,
  'power-loss': powerLoss,
  'power-loss-in-rekey': powerLossInRekey,
  'disk-full': diskFull,
  'read-only': readOnlyMedium,
  'medium-removed': mediumRemoved,
  clock,
  'header-bits': headerBits,
  'header-cuts': headerCuts,
  'export-bytes': exportBytes,
  'export-cuts': exportCuts,
  'database-bits': databaseBits,
  'database-cuts': databaseCuts,
  'journal-bits': journalBits,
  parsers: parsing,
  'fuzz-parsers': fuzzParsers,
  'old-pages': oldPages,
  races,
  attachments,
  payloads,
  network,
  package: packageInCleanRoot,
  'in-full': testsInFull,
  demo,
  'small-memory': smallMemory,
  'long-use': longUse,
}
