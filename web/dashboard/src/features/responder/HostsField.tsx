import * as t from '../../words/words'
import { LinesField } from './LinesField'
import type { SettingsFieldProps } from './settings-field'

/** Which other sites the steps of a workflow may call: none, unless they stand here. */
export function HostsField({ current, edit, wrong }: SettingsFieldProps) {
  return (
    <LinesField
      label={t.assistant.sitesAWorkflowMayCall}
      hint={t.assistant.oneHostPerLineSuch}
      name="allowedHosts"
      lines={current.allowedHosts}
      read={hostsIn}
      wrong={wrong}
      rows={3}
      isCode
      onChange={(allowedHosts) => edit({ allowedHosts })}
    />
  )
}

/** The hosts in what somebody pasted, each once, also if they came as addresses. */
export function hostsIn(text: string): string[] {
  const hosts = text
    .split(/[\s,;]+/)
    .map((word) =>
      word
        .replace(/^https?:\/\//i, '')
        .replace(/\/.*$/, '')
        .toLowerCase(),
    )
    .filter(Boolean)
  return [...new Set(hosts)]
}
