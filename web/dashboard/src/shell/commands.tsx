import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  Building2,
  ListEnd,
  LogOut,
  MessageSquare,
  Moon,
  Settings,
  Sun,
  Volume2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { projectsQuery } from '../api/queries'
import { useProject } from '../api/session'
import { useNextChat } from '../features/queue/useNextChat'
import { settingsPages } from '../features/settings/pages'
import { chooseSound, useAlerts } from '../live/alerts'
import { useMyChoice } from '../live/availability-now'
import { useKnownConversations } from '../live/inbox'
import { STATUS_WORDS } from '../live/inbox-filter'
import { useLive } from '../live/LiveProvider'
import { signOut } from '../shared/sign-out'
import { StateMark } from '../ui/StateMark'
import { setAppearance } from '../ui/theme'
import { visitorName } from '../words/visitor'
import * as t from '../words/words'
import { mainPages } from './main-pages'

export type Command = {
  id: string
  words: string
  note?: string
  keys?: string
  icon: ReactNode
  run: () => void
}

const MOST = 40

/** Whatever contains every word typed, in any order. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return commands
    .filter((command) => {
      const text = `${command.words} ${command.note ?? ''}`.toLocaleLowerCase()
      return words.every((word) => text.includes(word))
    })
    .slice(0, MOST)
}

export function useCommands(typed: string): Command[] {
  const pages = usePageCommands()
  const conversations = useConversationCommands()
  const projects = useProjectCommands()
  const actions = useActionCommands()
  return typed.trim() === ''
    ? [...pages, ...actions, ...projects, ...conversations]
    : [...conversations, ...pages, ...actions, ...projects]
}

function usePageCommands(): Command[] {
  const { projectId } = useLive()
  const navigate = useNavigate()
  const role = useProject(projectId)?.role
  const params = { projectId: String(projectId) }
  return [
    ...mainPages(role).map(({ to, words, Icon }) => ({
      id: to,
      words,
      icon: <Icon size={15} />,
      run: () => void navigate({ to, params }),
    })),
    ...settingsPages(role).map((page) => ({
      id: `settings-${page.name}`,
      words: page.words,
      note: t.shell.settings,
      icon: <Settings size={15} />,
      run: () => void navigate({ to: page.to, params }),
    })),
  ]
}

function useConversationCommands(): Command[] {
  const navigate = useNavigate()
  return useKnownConversations().map((conversation) => ({
    id: `conversation-${conversation.id}`,
    words: visitorName(conversation.visitor),
    note: `${STATUS_WORDS[conversation.status]} · ${conversation.lastMessageSnippet ?? ''}`,
    icon: <MessageSquare size={15} />,
    run: () =>
      void navigate({
        to: '/projects/$projectId/inbox/$conversationId',
        params: {
          projectId: String(conversation.projectId),
          conversationId: String(conversation.id),
        },
      }),
  }))
}

function useProjectCommands(): Command[] {
  const { projectId } = useLive()
  const navigate = useNavigate()
  const { data: projects = [] } = useQuery(projectsQuery)
  return projects
    .filter((project) => project.id !== projectId)
    .map((project) => ({
      id: `project-${project.id}`,
      words: project.name,
      note: t.shell.project,
      icon: <Building2 size={15} />,
      run: () =>
        void navigate({
          to: '/projects/$projectId/inbox',
          params: { projectId: String(project.id) },
        }),
    }))
}

function useActionCommands(): Command[] {
  const { sound } = useAlerts()
  const [chosen, choose] = useMyChoice()
  const next = useNextChat()
  return [
    {
      id: 'next',
      words: t.shell.takeTheNextChat,
      keys: 'n',
      icon: <ListEnd size={15} />,
      run: next.take,
    },
    {
      id: 'availability',
      words: chosen === 'available' ? t.shell.goAwayNoNewChats : t.shell.becomeAvailable,
      icon: <StateMark state={chosen === 'available' ? 'away' : 'available'} />,
      run: () => choose(chosen === 'available' ? 'away' : 'available'),
    },
    {
      id: 'light',
      words: t.shell.lightTheme,
      icon: <Sun size={15} />,
      run: () => setAppearance({ theme: 'light' }),
    },
    {
      id: 'dark',
      words: t.shell.darkTheme,
      icon: <Moon size={15} />,
      run: () => setAppearance({ theme: 'dark' }),
    },
    {
      id: 'sound',
      words: sound ? t.shell.muteNewChats : t.shell.unmuteNewChats,
      icon: <Volume2 size={15} />,
      run: () => chooseSound(!sound),
    },
    {
      id: 'sign-out',
      words: t.shell.signOut,
      icon: <LogOut size={15} />,
      run: () => void signOut(),
    },
  ]
}
