import { Eye } from 'lucide-react'
import type { Viewer } from '../../../live/ephemeral'
import { inSentence } from '../../../words/names'
import * as t from '../../../words/words'

/** Before two people answer at once: who else has this conversation on screen. */
export function OthersLooking({ viewers }: { viewers: readonly Viewer[] }) {
  return (
    <span
      role="status"
      className="inline-flex min-w-0 items-center gap-1 text-small text-waiting empty:hidden"
    >
      {viewers.length > 0 ? (
        <>
          <Eye size={13} aria-hidden="true" className="shrink-0" />
          <span className="truncate">{lookingWords(viewers.map(({ name }) => name))}</span>
        </>
      ) : null}
    </span>
  )
}

export function lookingWords(names: readonly string[]): string {
  const [first = '', second = ''] = names.map(inSentence)
  if (names.length === 1) return t.conversation.isLookingToo(first)
  if (names.length === 2) return t.conversation.andAreLookingToo(first, second)
  return t.conversation.andOthersAreLookingToo(first, names.length - 1)
}
