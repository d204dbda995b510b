import type { RoutingSettings } from '@frontdesk/protocol'

export type RoutingFieldProps = {
  current: RoutingSettings
  edit: (change: Partial<RoutingSettings>) => void
  wrong: Record<string, string>
}
