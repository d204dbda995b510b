import type { CannedResponse, Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { cannedQuery } from '../../../api/routing-queries'
import { useMe, useProject } from '../../../api/session'
import { isComposing } from '../../../ui/keys'
import { cannedFor, filledIn, slashAt, type Variables } from '../../../words/canned'
import * as t from '../../../words/words'

type CannedParts = {
  conversation: Conversation
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  setText: (text: string) => void
  isOff: boolean
}

export type Canned = {
  options: readonly CannedResponse[]
  place: number
  point: (place: number) => void
  choose: (place: number) => void
  filled: (content: string) => string
}

/** `/` and some letters offer canned replies; Enter or Tab puts one in the place of what was typed. */
export function useCanned({ conversation, field, text, setText, isOff }: CannedParts) {
  const [caret, setCaret] = useState<number | null>(null)
  const [place, point] = useState(0)
  const slash = caret === null || isOff ? null : slashAt(text, caret)
  const query = useQuery({ ...cannedQuery(conversation.projectId), enabled: slash !== null })
  const options = slash ? cannedFor(query.data ?? [], slash.typed) : []
  const variables = useVariables(conversation)
  const moveTo = useCaret(field, text)

  const close = () => setCaret(null)
  const choose = (chosen: number) => {
    const option = options[chosen]
    if (!option || !slash || caret === null) return
    const words = filledIn(option.content, variables)
    setText(text.slice(0, slash.from) + words + text.slice(caret))
    moveTo(slash.from + words.length)
    close()
  }
  return {
    options,
    place: within(place, options.length),
    point,
    choose,
    close,
    filled: (content: string) => filledIn(content, variables),
    /** The caret moved, or something was typed. */
    look: (area: HTMLTextAreaElement) => {
      const isOne = area.selectionStart === area.selectionEnd
      const next = isOne && area === document.activeElement ? area.selectionStart : null
      if (next !== caret) point(0)
      setCaret(next)
    },
    /** Whether this key was meant for the list. */
    takes: (event: KeyboardEvent): boolean => {
      if (options.length === 0 || isComposing(event.nativeEvent) || event.shiftKey) return false
      if (event.key in STEPS) point(within(place + (STEPS[event.key] ?? 0), options.length))
      else if (event.key === 'Enter' || event.key === 'Tab') choose(place)
      else if (event.key === 'Escape') close()
      else return false
      event.preventDefault()
      return true
    },
  }
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

function within(place: number, count: number): number {
  return Math.max(0, Math.min(place, count - 1))
}

function useVariables({ projectId, visitor }: Conversation): Variables {
  const me = useMe()
  const project = useProject(projectId)
  return {
    'visitor.name': visitor.name?.trim() || t.phrases.there,
    'agent.name': me.name,
    ...(project ? { 'project.name': project.name } : {}),
  }
}

/** Put the caret behind what was inserted, once it is there. */
function useCaret(field: RefObject<HTMLTextAreaElement | null>, text: string) {
  const wanted = useRef<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what it waits for.
  useLayoutEffect(() => {
    if (wanted.current === null) return
    field.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  }, [field, text])
  return (to: number) => {
    wanted.current = to
  }
}
