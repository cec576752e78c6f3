import { Component } from 'react'
import type { ReactNode } from 'react'
import { CrashedPart } from '../data/failure-text.tsx'

/** Keeps a mistake in one part of the window from taking the rest with it. Nothing of the error is shown. */
export class ViewBoundary extends Component<
  {
    /** Its name in the program: all that is said of where it was. */
    readonly part: string
    readonly children: ReactNode
  },
  { readonly failed: boolean }
> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    const { part, children } = this.props
    return this.state.failed ? (
      <CrashedPart part={part} onRetry={() => this.setState({ failed: false })} />
    ) : (
      children
    )
  }
}
