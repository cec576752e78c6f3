/**
 * The result of one trial without a loss: correct, a typed refusal, or a state that was repaired by
 * itself.
 */
export type Outcome = 'held' | 'refused' | 'repaired'

/** The intended fault did not happen: the trial does not count. */
export const missed = 'missed'

const mostTold = 10

/** Counts trials. Those that are neither refused, repaired nor lost held. */
export class Tally {
  tried = 0
  refused = 0
  repaired = 0
  lost = 0
  /** Rounds in which nothing happened: they count as not tried. */
  missed = 0
  /** Number of trials that must be made, where it differs from the requested number. */
  owed: number | null = null
  /** The first few losses. */
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

  /** Makes one trial: any error is a loss, reported with `what`. */
  async trial(what: string, act: () => Promise<Outcome | typeof missed>): Promise<void> {
    try {
      const outcome = await act()
      if (outcome === missed) this.missed += 1
      else this.note(outcome)
    } catch (cause) {
      this.lose(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`)
    }
  }

  /**
   * Is there more to try, of so many? For runs whose rounds can miss: they go on until as much was
   * tried, and give up where nearly everything misses.
   */
  wants(asked: number): boolean {
    return this.tried < asked && this.missed <= 10 * asked
  }

  /** Was as much tried as was asked for, and nothing lost? */
  holds(asked: number): boolean {
    return this.lost === 0 && this.tried > 0 && this.tried >= (this.owed ?? asked)
  }

  line(name: string): string {
    const { tried, refused, repaired, lost } = this
    const also = this.missed === 0 ? '' : ` / missed ${this.missed}`
    return `${name}: tried ${tried} / refused ${refused} / repaired ${repaired} / lost ${lost}${also}`
  }
}
