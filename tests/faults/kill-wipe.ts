import { join } from 'node:path'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { filledVault, setWipe } from '../vault/wipe-vault.ts'
import { killOften } from '../vault/wipe-kills.ts'
import type { WipeAction } from '../vault/wipe-kills.ts'
import { takeFastKdf } from './fast-kdf.ts'

const run =
  (act: WipeAction): SoakRun['run'] =>
  async ({ folder, count, random }) => {
    takeFastKdf()
    const vault = join(folder, 'vault')
    const { desk, reportId } = await filledVault(vault)
    await setWipe(desk)
    desk.controller.close()
    const tally = new Tally()
    const victim = { vault, reportId, copies: folder }
    tally.owed = await killOften(victim, act, count, random, tally)
    return tally
  }

/** kill -9 while a wipe passphrase destroys a vault: before each of its file operations, and at any moment. */
export const killWipe: SoakRun = {
  promise: 'the old vault is there, or one that the wipe passphrase opens empty',
  counts: 'kills at any moment',
  usual: 500,
  run: run('wipe'),
}

/** kill -9 while a vault is destroyed before a border. */
export const killDestroy: SoakRun = {
  promise: 'the old vault is there, or none',
  counts: 'kills at any moment',
  usual: 500,
  run: run('destroy'),
}
