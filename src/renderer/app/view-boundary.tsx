import { Component } from 'react'
import type { ReactNode } from 'react'
import { CrashedPart } from '../data/failure-text.tsx'

/** An error boundary for one part of the window. The error itself is not shown. */
export class ViewBoundary extends Component<
  {
    /** Its name in the code, the only location that is shown. */
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
