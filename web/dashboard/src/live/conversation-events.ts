import type { Conversation, Note } from '@frontdesk/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { eventsQuery } from '../api/routing-queries'
import { eventWords } from '../words/events'
import { useLive, useLiveState } from './LiveProvider'
import { useNameOf } from './members'

/** Something that happened behind a message, in words. */
export type EventEntry = { version: number; words: string; afterSeq: number; createdAt: string }

const NONE: readonly never[] = []

/** What happened to a chat, as the quiet lines of its thread. */
export function useEventEntries(conversation: Conversation): readonly EventEntry[] {
  const nameOf = useNameOf(conversation.projectId)
  const { data } = useQuery({ ...eventsQuery(conversation), placeholderData: keepPreviousData })
  return useMemo(
    () =>
      (data ?? NONE).flatMap((event) => {
        const words = eventWords(event, nameOf)
        const { version, afterSeq, createdAt } = event
        return words === null ? [] : { version, words, afterSeq, createdAt }
      }),
    [data, nameOf],
  )
}

export type NotesSource = {
  notes: readonly Note[]
  failure: { reason: string; retry: () => void } | null
}

export function useNotes(id: number): NotesSource {
  const live = useLive()
  const state = useLiveState(({ notes }) => notes.stateOf(id))
  if (state?.kind === 'ready') return { notes: state.value, failure: null }
  if (state?.kind !== 'failed') return { notes: NONE, failure: null }
  return { notes: NONE, failure: { reason: state.reason, retry: () => void live.notes.load(id) } }
}
