import type { Conversation } from '@frontdesk/protocol'
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useEventEntries, useNotes } from '../../../live/conversation-events'
import type { ThreadSource } from '../../../live/thread'
import { classes } from '../../../ui/classes'
import { ErrorState } from '../../../ui/Empty'
import { Delayed } from '../../../ui/Skeleton'
import { useMinutes } from '../../../words/now'
import * as t from '../../../words/words'
import { JumpToLatest } from './JumpToLatest'
import { ThreadRow } from './ThreadRow'
import { ThreadSkeleton } from './ThreadSkeleton'
import { type ThreadItem, threadItems } from './thread-items'
import { useNewMarker } from './useNewMarker'
import { useReadMarking } from './useReadMarking'
import { AT_END_PX, type Rows, useThreadPosition } from './useThreadPosition'

type ThreadProps = { conversation: Conversation; source: ThreadSource; myId: number }

const LOAD_OLDER_WITHIN = 6

export function Thread({ conversation, source, myId }: ThreadProps) {
  if (source.state === 'loading') {
    return (
      <div className="min-h-0 flex-1 overflow-hidden">
        <Delayed>
          <ThreadSkeleton />
        </Delayed>
      </div>
    )
  }
  if (source.state === 'failed') {
    return (
      <div className="grid min-h-0 flex-1 place-items-center">
        <ErrorState
          title={t.thread.thisConversationCould}
          words={source.reason}
          onRetry={source.retry}
        />
      </div>
    )
  }
  return <LoadedThread conversation={conversation} source={source} myId={myId} />
}

type LoadedProps = ThreadProps & { source: Extract<ThreadSource, { state: 'ready' }> }

function LoadedThread({ conversation, source, myId }: LoadedProps) {
  const now = useMinutes()
  const marker = useNewMarker(conversation)
  const { bubbles, hasOlder } = source
  const events = useEventEntries(conversation)
  const { notes, failure } = useNotes(conversation.id)
  // Scrolling renders often; ten thousand messages are laid out again only when they change.
  const items = useMemo(
    () => threadItems({ bubbles, notes, events, isWhole: !hasOlder, marker, myId, now }),
    [bubbles, notes, events, hasOlder, marker, myId, now],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useThreadRows(items, scroller)
  const visible = rows.getVirtualItems()

  useThreadPosition(rows, items, scroller)
  useOlderPages(visible, source)
  useReadMarking(conversation, scroller, items, visible)

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={t.thread.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard.
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        <div className="flex min-h-full flex-col justify-end">
          <div className="relative w-full shrink-0" style={{ height: rows.getTotalSize() }}>
            {visible.map((row) => (
              <div
                key={row.key}
                data-index={row.index}
                ref={rows.measureElement}
                className={classes(
                  'absolute inset-x-0 top-0',
                  isArriving(items[row.index]) && 'arrives',
                )}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <ThreadRow item={items[row.index]} myId={myId} source={source} />
              </div>
            ))}
          </div>
        </div>
      </div>
      {failure ? <NotesTrouble {...failure} /> : null}
      <JumpToLatest rows={rows} lastSeq={conversation.lastSeq} />
    </div>
  )
}

/** A thread without its notes must say so: they may hold what the visitor must not be told. */
function NotesTrouble({ reason, retry }: { reason: string; retry: () => void }) {
  return (
    <p
      role="alert"
      className="absolute inset-x-0 top-2 mx-auto flex w-fit max-w-[90%] items-center gap-2 rounded-md bg-waiting-soft px-3 py-1 text-small text-waiting"
    >
      {t.thread.notesFailed(reason)}
      <button type="button" onClick={retry} className="min-h-8 font-semibold underline">
        {t.thread.tryAgain}
      </button>
    </p>
  )
}

const ARRIVES_MS = 1000

/** What has just been written slides in; what is merely scrolled into view does not. */
function isArriving(item: ThreadItem | undefined): boolean {
  if (item?.kind === 'pending') return isJustNow(item.bubble.createdAt)
  return item?.kind === 'message' && item.message.fromCustomer && isJustNow(item.message.createdAt)
}

function isJustNow(iso: string): boolean {
  return Date.now() - Date.parse(iso) < ARRIVES_MS
}

function useThreadRows(
  items: readonly ThreadItem[],
  scroller: React.RefObject<HTMLDivElement | null>,
): Rows {
  return useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: (index) => estimate(items[index]),
    overscan: 8,
    paddingEnd: 12,
    // The end is the fixed point: older pages grow upwards, and whoever is at the end stays there.
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
  })
}

function estimate(item: ThreadItem | undefined): number {
  if (item?.kind === 'note') return 70 + Math.floor(item.note.text.length / 80) * 20
  if (item?.kind === 'message') return 34 + Math.floor(item.message.content.length / 80) * 20
  return 40
}

function useOlderPages(visible: readonly VirtualItem[], source: LoadedProps['source']): void {
  const first = visible[0]?.index
  const { hasOlder, isLoadingOlder, loadOlder } = source
  useEffect(() => {
    if (first !== undefined && first < LOAD_OLDER_WITHIN && hasOlder && !isLoadingOlder) loadOlder()
  }, [first, hasOlder, isLoadingOlder, loadOlder])
}
