import { Component } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

const Failed = ({ onRetry }: { readonly onRetry: () => void }): ReactElement => {
  const text = useText()
  return (
    <EmptyState
      icon="alert"
      title={text('failures.crashTitle')}
      action={<Button onPress={onRetry}>{text('failures.crashRetry')}</Button>}
    >
      {text('failures.crashText')}
    </EmptyState>
  )
}

/** Keeps a mistake in one view from taking the window with it. Nothing of the error is shown. */
export class ViewBoundary extends Component<
  { readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <Failed onRetry={() => this.setState({ failed: false })} />
    ) : (
      this.props.children
    )
  }
}
