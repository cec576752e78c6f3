/**
 * How one trial ended, when nothing was lost: everything as it should be without further ado, a typed
 * refusal, or a state that came whole again by itself.
 */
export type Outcome = 'held' | 'refused' | 'repaired'

const mostTold = 10

/** Counts trials. Those that are neither refused, repaired nor lost held without further ado. */
export class Tally {
  tried = 0
  refused = 0
  repaired = 0
  lost = 0
  /** What was lost, of the first few. */
  readonly losses: string[] = []

  note(outcome: Outcome): void {
    this.tried += 1
    if (outcome !== 'held') this[outcome] += 1
  }

  lose(what: string): void {
    this.tried += 1
    this.lost += 1
    if (this.losses.length < mostTold) this.losses.push(what)
  }

  /** One trial: whatever it throws is a loss, told with what was tried. */
  async trial(what: string, act: () => Promise<Outcome>): Promise<void> {
    try {
      this.note(await act())
    } catch (cause) {
      this.lose(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`)
    }
  }

  line(name: string): string {
    const { tried, refused, repaired, lost } = this
    return `${name}: tried ${tried} / refused ${refused} / repaired ${repaired} / lost ${lost}`
  }
}
