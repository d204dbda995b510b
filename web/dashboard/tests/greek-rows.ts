import type {
  AgentLoad,
  AgentsReport,
  Assignment,
  Conversation,
  Project,
  RoutingGroup,
  WidgetGroup,
  Workflow,
  WorkflowSummary,
} from '@frontdesk/protocol'
import { aConversation, minute } from './people'

/** Everybody is written in Greek here, so that whatever is not Greek was said by the page. */
export const ADA = { id: 1, uid: '11', name: 'Άδα', email: 'ada@site.example' }
export const GRACE = { id: 7, name: 'Χάρις', email: 'grace@desk.example', avatarUrl: null }
export const ALAN = { id: 8, name: 'Άλαν' }

const chat = (id: number, change: Partial<Conversation> = {}): Conversation =>
  aConversation(id, {
    visitor: { ...ADA, id, isOnline: true },
    lastMessageSnippet: 'Γεια',
    tags: ['ετικέτα'],
    tries: 2,
    priority: 'urgent',
    ...change,
  })

export const CHATS = [
  chat(1, { assigneeId: GRACE.id, chatState: 'assigned' }),
  chat(2, { assigneeId: ALAN.id, chatState: 'waiting_real_user_reply' }),
  chat(3),
  chat(4, { status: 'solved', chatState: 'completed' }),
]

export const project: Project = {
  id: 1,
  name: 'Λάμπες',
  personaName: 'Λάμπες',
  personaAvatarUrl: null,
  allowedDomains: ['site.example'],
  historyVisibility: 'forever',
  reopenDays: 14,
  messageRateLimit: 10,
  messageRateSeconds: 60,
  role: 'owner',
  version: 1,
  createdAt: minute(0),
  updatedAt: minute(0),
}

const agent = (userId: number, name: string, state: AgentLoad['state']): AgentLoad => ({
  userId,
  name,
  avatarUrl: null,
  role: 'agent',
  state,
  activeAt: minute(1),
  load: 2,
  capacity: 5,
  chats: [],
  medianReplySeconds: userId === GRACE.id ? 90 : null,
})
export const agents = [agent(GRACE.id, GRACE.name, 'available'), agent(ALAN.id, ALAN.name, 'idle')]

export const report: AgentsReport = {
  fromDay: '2026-05-01',
  toDay: '2026-05-07',
  timeZone: 'UTC',
  agents: [
    {
      userId: GRACE.id,
      name: GRACE.name,
      avatarUrl: null,
      messagesSent: 12,
      chatsHandled: 3,
      firstReplies: 2,
      firstReplySeconds: 40,
      replySeconds: 90,
      days: [],
    },
  ],
}

export const routing: RoutingGroup = {
  routingMode: 'sticky',
  agentCapacity: 5,
  autoPendingMinutes: 60,
  firstReplyMinutes: 5,
  idleMinutes: 10,
  offlineMinutes: 5,
  maxReassignments: 3,
  stuckMinutes: 30,
  timeZone: 'UTC',
  businessHours: [{ day: 'mon', opens: '09:00', closes: '17:00' }],
}

export const widget: WidgetGroup = {
  theme: 'auto',
  accentColor: '#0f766e',
  side: 'right',
  greeting: 'Γεια',
  suggestions: ['Πότε;'],
  launcherLabel: '',
  locale: 'auto',
  awayMessage: '',
  asksForEmail: true,
}

export const assignment: Assignment = {
  id: 1,
  agentId: ALAN.id,
  agentName: ALAN.name,
  how: 'handed_over',
  assignedById: GRACE.id,
  assignedAt: minute(1),
  firstReplyAt: minute(2),
  releasedAt: minute(9),
  releaseReason: 'idle',
}

export const summary: WorkflowSummary = {
  id: 1,
  name: 'Ροή',
  version: 2,
  publishedNumber: 1,
  lastNumber: 1,
  nodeCount: 3,
  errorCount: 2,
  createdAt: minute(0),
  updatedAt: minute(1),
}

export const workflow: Workflow = {
  ...summary,
  hasUnpublishedChanges: true,
  definition: {
    nodes: [
      { id: 'a', name: 'Αρχή', type: 'start', position: { x: 0, y: 0 } },
      { id: 'b', name: 'Μήνυμα', type: 'message', position: { x: 0, y: 200 }, text: '' },
    ],
    edges: [],
  },
  problems: [],
}
