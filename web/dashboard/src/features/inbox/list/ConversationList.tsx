import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp } from 'lucide-react'
import { type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { InboxSource } from '../../../live/inbox'
import { useLive } from '../../../live/LiveProvider'
import { useNameOf } from '../../../live/members'
import { useTypingConversations } from '../../../live/presence'
import * as t from '../../../words/words'
import { ConversationRow, ROW_HEIGHT } from './ConversationRow'
import { freezeRows } from './frozen-rows'
import { useListKeys } from './useListKeys'

type ReadySource = Extract<InboxSource, { state: 'ready' }>
type ListProps = { source: ReadySource; selectedId: number }

const LOAD_MORE_WITHIN = 12

export function ConversationList({ source, selectedId }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, newCount, hold, release } = useHeldRows(source)
  const nameOf = useNameOf(useLive().projectId)
  const typing = useTypingConversations()
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  })
  const visible = list.getVirtualItems()
  useListKeys(rows, selectedId)
  useMore(visible.at(-1)?.index, source)
  useSelectedInView(
    selectedId,
    rows.findIndex((row) => row.id === selectedId),
    list.scrollToIndex,
  )

  return (
    <div className="relative min-h-0 flex-1" onPointerEnter={hold} onPointerLeave={release}>
      {newCount > 0 ? <NewPill count={newCount} scroller={scroller} onShow={release} /> : null}
      <div
        ref={scroller}
        className="h-full overflow-y-auto overscroll-contain"
        data-list="conversations"
      >
        <ul className="relative" style={{ height: list.getTotalSize() }}>
          {visible.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0 border-b border-line"
                style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
              >
                <ConversationRow
                  conversation={row}
                  selected={row.id === selectedId}
                  typing={typing.has(row.id)}
                  nameOf={nameOf}
                />
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}

/** Rows keep their places while a mouse rests on the list. A finger has nothing to aim at in between. */
function useHeldRows(source: ReadySource) {
  const [held, setHeld] = useState<ReadySource['rows'] | null>(null)
  const hold = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') setHeld((before) => before ?? source.rows)
  }
  const release = () => setHeld(null)
  const { rows, known } = source
  const shown = useMemo(() => freezeRows(held, rows, known), [held, rows, known])
  return { ...shown, hold, release }
}

function useMore(lastVisible: number | undefined, source: ReadySource): void {
  const { hasMore, isLoadingMore, loadMore, rows } = source
  useEffect(() => {
    const near = lastVisible !== undefined && lastVisible >= rows.length - LOAD_MORE_WITHIN
    if (near && hasMore && !isLoadingMore) loadMore()
  }, [lastVisible, rows.length, hasMore, isLoadingMore, loadMore])
}

/** Moving with j and k keeps the open conversation in sight; arriving messages never scroll the list. */
function useSelectedInView(
  selectedId: number,
  index: number,
  scrollTo: (index: number) => void,
): void {
  const latest = useRef({ index, scrollTo })
  latest.current = { index, scrollTo }
  useEffect(() => {
    if (selectedId && latest.current.index >= 0) latest.current.scrollTo(latest.current.index)
  }, [selectedId])
}

type PillProps = { count: number; scroller: RefObject<HTMLDivElement | null>; onShow: () => void }

function NewPill({ count, scroller, onShow }: PillProps) {
  const show = () => {
    onShow()
    scroller.current?.scrollTo({ top: 0 })
  }
  return (
    <button
      type="button"
      onClick={show}
      className="arrives absolute inset-x-0 top-2 z-10 mx-auto inline-flex min-h-8 w-fit items-center gap-1.5 rounded-full bg-accent px-3 text-small font-semibold text-on-accent shadow-float hover:bg-accent-hover"
    >
      <ArrowUp size={13} aria-hidden="true" /> {t.list.newCount(count)}
    </button>
  )
}
