import type { Virtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import * as t from '../../../words/words'

type JumpProps = { rows: Virtualizer<HTMLDivElement, Element>; lastSeq: number }

const FAR_PX = 240

/** Offered once the newest message is out of sight; says how much has come since. */
export function JumpToLatest({ rows, lastSeq }: JumpProps) {
  const far = rows.getDistanceFromEnd() > FAR_PX
  const [leftAt, setLeftAt] = useState<number | null>(null)
  useEffect(() => {
    setLeftAt((before) => (far ? (before ?? lastSeq) : null))
  }, [far, lastSeq])
  if (!far) return null
  const missed = leftAt === null ? 0 : lastSeq - leftAt
  return (
    <button
      type="button"
      onClick={() => rows.scrollToEnd()}
      className="arrives absolute inset-x-0 bottom-3 mx-auto inline-flex min-h-8 w-fit items-center gap-1.5 rounded-full border border-line bg-raised px-3 text-small font-medium shadow-float hover:bg-hover max-md:min-h-11"
    >
      <ArrowDown size={14} aria-hidden="true" />
      {missed > 0 ? t.thread.newCount(missed) : t.thread.jumpToLatest}
    </button>
  )
}
