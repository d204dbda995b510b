import type { FeedOptions } from '@frontdesk/client'
import { aDraft, aRun, responderSettings } from './fake-responder'
import {
  ADA,
  ALAN,
  agents,
  assignment,
  CHATS,
  GRACE,
  project,
  report,
  routing,
  summary,
  widget,
  workflow,
} from './greek-rows'
import { aMessage, aNote, anEvent, minute } from './people'

const rows = (...data: unknown[]) => ({ data, nextCursor: null })

/** What the server answers to a path below `/api/v1`. The first that fits counts. */
const ANSWERS: readonly [RegExp, unknown][] = [
  [/^\/auth\/session$/, { user: { ...GRACE, createdAt: minute(0) }, csrfToken: 'x' }],
  [
    /^\/auth\/sessions$/,
    rows({ id: 1, userAgent: '', createdAt: minute(0), lastUsedAt: minute(1), isCurrent: true }),
  ],
  [/^\/projects$/, rows(project)],
  [/^\/projects\/1$/, project],
  [
    /\/members$/,
    rows(
      {
        ...GRACE,
        userId: GRACE.id,
        role: 'owner',
        isDeactivated: false,
        createdAt: minute(0),
        state: 'available',
      },
      {
        ...ALAN,
        userId: ALAN.id,
        email: 'alan@desk.example',
        avatarUrl: null,
        role: 'agent',
        isDeactivated: false,
        createdAt: minute(0),
        state: 'idle',
      },
    ),
  ],
  [
    /^\/projects\/1\/invitations$/,
    rows({
      id: 1,
      role: 'agent',
      email: null,
      invitedByName: 'Άλαν',
      createdAt: minute(0),
      expiresAt: minute(9),
    }),
  ],
  [/\/settings\/general$/, project],
  [/\/settings\/widget$/, widget],
  [/\/widget-seen$/, { seenAt: null, origin: null }],
  [/\/settings\/routing$/, routing],
  [
    /\/queue$/,
    {
      waiting: 3,
      oldestWaitingSince: minute(1),
      assigned: 1,
      waitingForVisitor: 1,
      estimatedWaitSeconds: 90,
      data: [CHATS[2]],
      agents,
    },
  ],
  [
    /\/chat-state-summary$/,
    {
      waiting: 1,
      assigned: 1,
      waitingForVisitor: 1,
      completed: 4,
      oldestWaitingSince: minute(1),
      history: [],
    },
  ],
  [
    /\/stuck$/,
    {
      data: [
        {
          conversationId: 3,
          visitorName: 'Άδα',
          visitorUid: '11',
          chatState: 'waiting_assignment',
          reason: 'waiting',
          explanation: 'Περιμένει.',
          since: minute(1),
        },
      ],
    },
  ],
  [/\/reports\/agents$/, report],
  [
    /\/canned-responses$/,
    rows({
      id: 1,
      shortcut: 'γεια',
      content: 'Γεια',
      version: 1,
      createdAt: minute(0),
      updatedAt: minute(0),
    }),
  ],
  [
    /\/tags$/,
    rows({
      id: 1,
      name: 'ετικέτα',
      colour: '#0f766e',
      conversationCount: 2,
      version: 1,
      createdAt: minute(0),
      updatedAt: minute(0),
    }),
  ],
  [/\/settings\/assistant$/, responderSettings({ prompt: 'Λάμπες', style: 'orchestrator' })],
  [/\/workflows$/, rows(summary)],
  [/\/workflows\/1$/, workflow],
  [/\/workflows\/1\/versions$/, rows()],
  [/\/workflows\/check$/, { problems: [] }],
  [
    /\/visitors\/1$/,
    {
      ...ADA,
      isOnline: true,
      currentPage: null,
      sessionMetadata: {},
      createdAt: minute(0),
      lastSeenAt: minute(1),
      conversationCount: 3,
      isBlocked: false,
      blockReason: null,
      profile: { name: 'Άδα', email: null, attributes: { σχέδιο: true } },
    },
  ],
  [/\/conversations$/, rows(...CHATS)],
  [
    /\/messages$/,
    {
      data: [
        aMessage(1, {
          content: 'Γεια',
          sender: { type: 'visitor', id: 1, name: 'Άδα', avatarUrl: null },
        }),
        aMessage(2, {
          fromCustomer: false,
          content: 'Ναι',
          sender: { type: 'ai', id: 0, name: 'Λάμπες', avatarUrl: null },
        }),
      ],
      headSeq: 2,
      nextCursor: null,
    },
  ],
  [/\/notes$/, rows(aNote(1, { authorName: 'Άλαν', authorId: 8, text: 'Σημείωση' }))],
  [
    /\/drafts$/,
    {
      data: [
        aDraft(1, { text: 'Πρόχειρο' }),
        aDraft(2, { text: 'Πρόχειρο', reason: 'draft_mode' }),
      ],
    },
  ],
  [
    /\/runs$/,
    {
      data: [
        aRun(1, { provider: 'Μοντέλο' }),
        aRun(2, { state: 'void', reason: 'taken', provider: 'Μοντέλο' }),
      ],
    },
  ],
  [
    /\/events$/,
    {
      data: [
        anEvent('claimed', { actorName: 'Χάρις', details: { to: 7 } }),
        anEvent('status_pending', { version: 3, actorName: 'Άλαν', actorId: 8 }),
      ],
    },
  ],
  [/\/assignments$/, { data: [assignment] }],
  [
    /\/conversations\/\d+\/responder$/,
    {
      projectMode: 'auto',
      projectWhen: 'always',
      mode: 'off',
      silentBecause: 'taken',
      noDraftBecause: null,
    },
  ],
  [/\/trace$/, { data: [] }],
]

export async function fakeFetch(address: string): Promise<Response> {
  const path = new URL(address, 'http://desk.example').pathname.replace('/api/v1', '')
  const [, id] = /\/conversations\/(\d+)$/.exec(path) ?? []
  if (id) return Response.json(CHATS[Number(id) - 1])
  if (path.endsWith('/feed')) return Response.json({ data: [], feedSeq: 0, resync: false })
  const [, answer] = ANSWERS.find(([fits]) => fits.test(path)) ?? []
  if (answer !== undefined) return Response.json(answer, { headers: { ETag: '"1"' } })
  return Response.json({ error: { code: 'not_found', message: 'Όχι.' } }, { status: 404 })
}

type Link = NonNullable<FeedOptions['seams']>['link']

/** A connection on which nothing ever happens. */
export function quietLink(): Link {
  let up = () => {}
  return {
    listen: (listener) => {
      up = () => listener.up()
    },
    open: () => queueMicrotask(() => up()),
    close: () => {},
    request: async () =>
      ({
        ok: true,
        status: 'ok',
        roomName: 'project:1',
        feedSeq: 0,
        events: [],
        resync: true,
      }) as never,
  }
}
