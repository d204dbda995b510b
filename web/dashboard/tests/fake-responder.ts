import type { Draft, ResponderRun, ResponderSettings } from '@frontdesk/protocol'
import type { FakeEvent } from './fake-events'
import { minute } from './people'

type Random = () => number

export function aDraft(id: number, change: Partial<Draft> = {}): Draft {
  return {
    id,
    conversationId: 1,
    triggerSeq: 1,
    text: `draft ${id}`,
    reason: 'taken',
    state: 'open',
    createdAt: minute(1),
    ...change,
  }
}

export function aRun(id: number, change: Partial<ResponderRun> = {}): ResponderRun {
  return {
    id,
    triggerSeq: 1,
    attempt: 1,
    mode: 'auto',
    state: 'answered',
    reason: null,
    provider: 'Groq',
    tokensIn: 812,
    tokensOut: 96,
    modelMs: 1420,
    startedAt: minute(1),
    endedAt: minute(2),
    ...change,
  }
}

export function responderSettings(change: Partial<ResponderSettings> = {}): ResponderSettings {
  return {
    mode: 'auto',
    when: 'nobody_online',
    style: 'simple',
    prompt: 'You sell lamps.',
    assignedMeanwhile: 'draft',
    answerWithinSeconds: 90,
    turnsPerConversation: 30,
    tokensPerConversation: 100_000,
    tokensPerDay: 5_000_000,
    tokensToday: 1200,
    allowedHosts: [],
    gatedWords: [],
    providers: [],
    version: 4,
    ...change,
  }
}

/** The responder wrote something nobody sent, or somebody sent or threw away what it wrote. */
export function draftSomething(
  all: Map<number, Draft[]>,
  number: number,
  random: Random,
): FakeEvent {
  const conversationId = 1 + Math.floor(random() * 3)
  const drafts = all.get(conversationId) ?? []
  const known = drafts[Math.floor(random() * drafts.length)]
  if (!known || random() < 0.5) {
    const draft = aDraft(number, { conversationId })
    all.set(conversationId, [draft, ...drafts])
    return { event: 'draftCreated', payload: draft }
  }
  all.set(
    conversationId,
    drafts.filter((draft) => draft !== known),
  )
  const state = random() < 0.5 ? 'approved' : 'discarded'
  return { event: 'draftDiscarded', payload: { id: known.id, conversationId, state } }
}
