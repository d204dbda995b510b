import { Outlet, useParams } from '@tanstack/react-router'
import { useLive } from '../../live/LiveProvider'
import { classes } from '../../ui/classes'
import { ErrorBoundary } from '../../ui/ErrorBoundary'
import * as t from '../../words/words'
import { ListPane } from './list/ListPane'

/** List and thread side by side; on a phone one at a time. */
export function InboxPage() {
  const { projectId } = useLive()
  const { conversationId } = useParams({ strict: false })
  const isOpen = conversationId !== undefined
  return (
    <div className="flex h-full min-w-0">
      <div
        className={classes(
          'w-[340px] shrink-0 border-e border-line max-md:w-full max-md:border-e-0',
          isOpen && 'max-md:hidden',
        )}
      >
        <ErrorBoundary title={t.inbox.theListCould}>
          <ListPane projectId={projectId} />
        </ErrorBoundary>
      </div>
      <div className={classes('min-w-0 flex-1', !isOpen && 'max-md:hidden')}>
        <Outlet />
      </div>
    </div>
  )
}
