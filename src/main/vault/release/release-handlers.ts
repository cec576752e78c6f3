import type { Handlers } from '../../../shared/contract.ts'
import type { RunningBuild } from '../../release/running-build.ts'
import type { Session } from '../session/session.ts'
import { checkRelease } from './check-release.ts'

/** Checks a release against the running app. The vault is neither read nor written. */
export const releaseHandlers = (
  open: () => Session,
  build: RunningBuild,
): Handlers<'release.check'> => ({
  'release.check': (input) => {
    const { tasks, files, today } = open()
    return tasks.run(input.task, (ports) =>
      checkRelease(
        {
          manifests: input.manifests.map((token) => files.path(token)),
          signatures: input.signatures.map((token) => files.path(token)),
          files: input.files.map((token) => files.path(token)),
        },
        { build, today: today() },
        ports,
      ),
    )
  },
})
