import type { Person } from '../../tests/e2e/page-objects/person.ts'
import type { Camera } from './pictures.ts'
import type { Sample } from './sample.ts'
import type { Steps } from './steps.ts'

/** The context of every part of the demo. */
export type Demo = {
  /** Becomes `demo-out/`. */
  readonly out: string
  /** For vaults and for files on their way; removed at the end. */
  readonly home: string
  readonly passphrase: string
  readonly steps: Steps
  readonly camera: Camera
  /** Starts the app on a vault's folder. */
  readonly sitDown: (vault: string) => Promise<Person>
}

/** The same, once the vault is made and its sources are written. */
export type CaseWork = {
  readonly person: Person
  readonly sample: Sample
  /** The names of the sample's sources in the window. */
  readonly names: ReadonlyMap<string, string>
} & Demo
