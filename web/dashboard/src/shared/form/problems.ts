/** The server names an entry of a list by its place: `allowedHosts.2`, `providers[1].model`. */
export function isAbout(field: string, name: string): boolean {
  return field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`)
}

/** Of a list the entry that is wrong, too: `shop example: This is not a host.` */
export function problemOf(
  wrong: Readonly<Record<string, string>>,
  name: string,
  value?: unknown,
): string | undefined {
  const [field, words] = Object.entries(wrong).find(([one]) => isAbout(one, name)) ?? []
  if (field === undefined || field === name) return words
  const entry = listOf(value)[Number(/\d+/.exec(field.slice(name.length))?.[0])]
  return entry ? `${entry}: ${words}` : words
}

export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
