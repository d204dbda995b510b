import { Component, type ReactNode } from 'react'
import * as t from '../words/words'
import { ErrorState } from './Empty'

type BoundaryProps = {
  /** What to say is missing. */
  title: string
  /** What is shown here: another one gets another chance. */
  resetKey?: string | number
  children: ReactNode
}
type BoundaryState = { failed: boolean; resetKey: string | number | undefined }

/** A part of the page that may fail by itself: the rest stays, and this one can be tried again. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false, resetKey: this.props.resetKey }

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { failed: true }
  }

  static getDerivedStateFromProps(
    { resetKey }: BoundaryProps,
    state: BoundaryState,
  ): BoundaryState | null {
    return resetKey === state.resetKey ? null : { failed: false, resetKey }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className="grid h-full min-w-0 flex-1 place-items-center overflow-y-auto">
        <ErrorState
          title={this.props.title}
          words={t.ui.somethingWentWrong}
          onRetry={() => this.setState({ failed: false })}
        />
      </div>
    )
  }
}
