import { run } from '../setup/exec.ts'
import { log, Stop } from '../setup/log.ts'
import { root } from '../setup/paths.ts'

/**
 * The time that every file of a package gets, in seconds since 1970: SOURCE_DATE_EPOCH, or the time
 * of the commit.
 *
 * @throws Stop without both, and for an epoch that is not a number of seconds.
 */
export const sourceDate = (epoch: string | undefined, folder: string = root): number => {
  if (epoch !== undefined && epoch !== '') {
    if (!/^\d{1,11}$/.test(epoch))
      throw new Stop(`SOURCE_DATE_EPOCH is not a number of seconds: ${epoch}`)
    return Number(epoch)
  }
  const { code, stdout } = run('git', ['-C', folder, 'log', '-1', '--format=%ct'])
  if (code !== 0)
    throw new Stop(
      'This folder is not a clone, so the time of the commit is unknown. Set SOURCE_DATE_EPOCH.',
    )
  const changed = run('git', ['-C', folder, 'status', '--porcelain']).stdout
  if (changed !== '')
    log('package', 'some files differ from the commit: this package cannot be reproduced')
  return Number(stdout.trim())
}
