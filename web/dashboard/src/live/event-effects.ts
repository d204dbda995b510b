import type { PassingEvent } from '@frontdesk/client'
import type { Conversation, FeedEvent } from '@frontdesk/protocol'
import { projectsQuery, queryClient } from '../api/queries'
import { alertManagers, announce, announceGiven } from './announce'
import { coalesce } from './coalesce'
import type { LiveOptions } from './project-live'

type EventEffects = Pick<LiveOptions, 'onEvent' | 'onPassing' | 'onReloaded'>
type Who = { projectId: number; myId: number; isTaking: (id: number) => boolean }

/** What of a conversation the queue and the board show. */
const QUEUE_FIELDS = [
  'status',
  'chatState',
  'assigneeId',
  'queuedAt',
  'waitingSince',
  'priority',
  'tries',
]
/** Read again after a break, because events would have said so meanwhile. */
const LIVE_KEYS = ['visitor', 'queue', 'board', 'canned', 'tags', 'members', 'settings']

/** What the rest of the page does when something happens: fetch again what has no events of its own, ring, alert. */
export function eventEffects({ projectId, myId, isTaking }: Who): EventEffects {
  const again = (...key: (string | number)[]) =>
    void queryClient.invalidateQueries({ queryKey: ['project', projectId, ...key] })
  const queueMoved = coalesce(() => {
    again('queue')
    again('board')
  })
  const membersMoved = coalesce(() => again('members'))

  const onEvent = (event: FeedEvent, before: Conversation | undefined) => {
    if (movesQueue(event, before)) queueMoved()
    switch (event.event) {
      case 'newMessage':
        if (!event.payload.fromCustomer) break
        again('visitor', event.payload.visitorId)
        announce(event.payload, before, myId)
        break
      case 'conversationUpdated':
        if (isGivenTo(myId, event, before) && !isTaking(event.payload.conversationId))
          announceGiven(projectId, event.payload.conversationId, before)
        break
      case 'visitorUpdated':
        again('visitor', event.payload.visitorId)
        break
      case 'managersAlerted':
        alertManagers(projectId, event)
        break
      case 'cannedChanged':
        again('canned')
        break
      case 'tagsChanged':
        again('tags')
        break
      case 'projectUpdated':
        void queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
        again()
        break
    }
  }
  const onPassing = (passing: PassingEvent) => {
    if (passing.event !== 'agentStatusChanged') return
    queueMoved()
    membersMoved()
  }
  const onReloaded = () => {
    for (const key of LIVE_KEYS) again(key)
    // A line ends when its owner's role changes, and comes back with the new one.
    void queryClient.invalidateQueries({ queryKey: ['project', projectId], exact: true })
    void queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
  }
  return { onEvent, onPassing, onReloaded }
}

function movesQueue(event: FeedEvent, before: Conversation | undefined): boolean {
  if (event.event === 'managersAlerted' || event.event === 'visitorUpdated') return true
  if (event.event === 'newMessage') {
    const { conversation } = event.payload
    return QUEUE_FIELDS.some((name) => fieldOf(before, name) !== fieldOf(conversation, name))
  }
  if (event.event !== 'conversationUpdated') return false
  return QUEUE_FIELDS.some((name) => name in event.payload.fields)
}

function fieldOf(conversation: Conversation | undefined, name: string): unknown {
  return conversation?.[name as keyof Conversation]
}

export function isGivenTo(
  myId: number,
  event: Extract<FeedEvent, { event: 'conversationUpdated' }>,
  before: Conversation | undefined,
): boolean {
  return event.payload.fields.assigneeId === myId && before?.assigneeId !== myId
}
