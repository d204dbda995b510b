import {
  CircleStop,
  Clock,
  GitBranch,
  type LucideIcon,
  MessageSquare,
  Play,
  Signpost,
  Sparkles,
  Zap,
} from 'lucide-react'
import type { NodeType } from '../logic/shapes'

export const NODE_ICONS: Record<NodeType, LucideIcon> = {
  start: Play,
  message: MessageSquare,
  condition: GitBranch,
  switch: Signpost,
  action: Zap,
  llm: Sparkles,
  wait_for_reply: Clock,
  end: CircleStop,
}

export const NODE_TINTS: Record<NodeType, string> = {
  start: 'bg-done-soft text-done',
  message: 'bg-active-soft text-active',
  condition: 'bg-waiting-soft text-waiting',
  switch: 'bg-waiting-soft text-waiting',
  action: 'bg-accent-soft text-accent-text',
  llm: 'bg-ai text-on-ai',
  wait_for_reply: 'bg-sunken text-soft',
  end: 'bg-sunken text-soft',
}
