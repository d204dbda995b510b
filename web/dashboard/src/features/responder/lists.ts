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

/** One per line, each once. */
export function wordsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '))
  return [...new Set(lines.filter(Boolean))]
}
