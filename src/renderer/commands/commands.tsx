import { createContext, useCallback, useContext, useEffect, useId, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { TextValues } from '../i18n/use-text.ts'
import { useView } from '../app/view-state.ts'
import { commands } from './registry.ts'
import type { CommandName } from './registry.ts'

/** What commands do now, in the order of the palette. Not a function: not possible now. */
export type CommandRuns = Readonly<
  Partial<Record<CommandName, (() => void) | false | null | undefined>>
>

/** A command that is possible now. */
export type AvailableCommand = {
  readonly name: CommandName
  /** Values for its name, such as a name or a file. */
  readonly values?: TextValues | undefined
  readonly run: () => void
}

/** The runs of many commands of one kind. */
export const runsOf = <T,>(
  items: readonly T[],
  runOf: (item: T) => readonly [CommandName, CommandRuns[CommandName]],
): CommandRuns => Object.fromEntries(items.map(runOf))

/** For commands that move the focus: the palette restores it first. */
export const afterPalette = (run: () => void) => (): void => void setTimeout(run, 100)

type Provided = Map<string, readonly AvailableCommand[]>

const ProvidedContext = createContext<Provided | null>(null)

/** Connects views that provide commands with the palette; neither knows the other. */
export const CommandsProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [provided] = useState<Provided>(() => new Map())
  return <ProvidedContext value={provided}>{children}</ProvidedContext>
}

/** The commands that are possible now. */
export const availableOf = (runs: CommandRuns, values?: TextValues): readonly AvailableCommand[] =>
  (Object.keys(runs) as CommandName[]).flatMap((name) => {
    const run = runs[name]
    return run ? [{ name, values, run }] : []
  })

/** Provides commands while the component is mounted, each as last rendered. */
export const useCommands = (runs: CommandRuns, values?: TextValues): void => {
  const provided = useContext(ProvidedContext)
  const by = useId()
  useEffect(() => {
    provided?.set(by, availableOf(runs, values))
  })
  useEffect(
    () => () => {
      provided?.delete(by)
    },
    [provided, by],
  )
}

const allOf = (provided: Provided | null): readonly AvailableCommand[] =>
  provided === null ? [] : [...provided.values()].flat()

/** All commands possible now: those of the open record, then those of the list. */
export const useAvailableCommands = (): readonly AvailableCommand[] => {
  const all = allOf(useContext(ProvidedContext))
  const isOfList = ({ name }: AvailableCommand): boolean => commands[name].group === 'list'
  return [...all.filter((command) => !isOfList(command)), ...all.filter(isOfList)]
}

/**
 * Milliseconds: a view must render, and may have to ask the vault process, before it provides
 * commands.
 */
const waitMost = 5_000

/**
 * Runs a command of another view once that view provides it. If it does not, because the command is
 * not possible now, the view stays open and says why. Navigating elsewhere cancels the pending
 * command, even if the user returns.
 */
export const useRunWhenAvailable = (): ((name: CommandName) => void) => {
  const provided = useContext(ProvidedContext)
  const { stay } = useView()
  return useCallback(
    (name) => {
      const isStill = stay()
      const until = performance.now() + waitMost
      const look = (): void => {
        if (!isStill()) return
        const found = allOf(provided).find((command) => command.name === name)
        if (found !== undefined) found.run()
        else if (performance.now() < until) requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    },
    [provided, stay],
  )
}
