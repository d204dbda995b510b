import { useState } from 'react'
import { Field, TextArea } from '../ui/Field'
import type { PieceProps } from './StyleFields'

/** Which other sites the steps of a workflow may call: none, unless they stand here. */
export function HostsField({ current, edit, wrong }: PieceProps) {
  const [typed, setTyped] = useState('')
  const hosts = current.allowedHosts
  // What is typed stands as it is until the list says something else.
  const shown = hostsIn(typed).join() === hosts.join() ? typed : hosts.join('\n')
  const problem = problemIn(wrong, hosts)
  return (
    <Field
      label="Sites a workflow may call"
      hint="One host per line, such as api.example.com. Steps that call another site are refused."
      error={problem}
    >
      {(control) => (
        <TextArea
          {...control}
          dir="ltr"
          rows={3}
          spellCheck={false}
          autoCapitalize="off"
          className="font-mono"
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value)
            edit({ allowedHosts: hostsIn(event.target.value) })
          }}
        />
      )}
    </Field>
  )
}

/** The server names an entry by its place: `allowedHosts.2`. */
function problemIn(wrong: Record<string, string>, hosts: readonly string[]): string | undefined {
  for (const [name, words] of Object.entries(wrong)) {
    const [, place] = /^allowedHosts(?:\.(\d+))?$/.exec(name) ?? []
    const host = place === undefined ? undefined : hosts[Number(place)]
    if (name.startsWith('allowedHosts')) return host ? `${host}: ${words}` : words
  }
  return undefined
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
