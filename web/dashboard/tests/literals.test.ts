// @vitest-environment node
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const sources = import.meta.glob<string>(['../src/**/*.{ts,tsx}', '!../src/words/en/*'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Attributes and properties that somebody reads or hears. */
const SAID =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|label|listLabel|title|lead|hint|placeholder|description|legend|words|empty|note|unit|alt|text|action|children)$/
/** Calls that say something. */
const SAYS = new Set(['showToast', 'showError', 'useAction'])
/** What nobody translates: names, code, and what is typed as it stands. */
const NAMES =
  /^(Frontdesk|OpenAI(-compatible)?|Anthropic|Groq|Google|Ollama|vLLM|UTC|GET|POST|PUT|PATCH|DELETE|English|Deutsch|Français|Español|Português|Tiếng Việt|日本語|العربية|llama\.cpp|Alt [↑↓]|\{\{\w+\}\}|vip|plan|www\.example\.com|https?:\S*|\{"status": "shipped"\})$/

type Node = { type: string; start: number; [key: string]: unknown }

test('every sentence on the screen stands in the catalogue', () => {
  const found = Object.entries(sources).flatMap(([path, source]) =>
    literalsIn(path, source).map((text) => `${path.replace('../src/', '')}: ${text}`),
  )
  expect(found).toEqual([])
})

test.each([
  ['text between tags', '<p>Take the chat</p>'],
  ['what a screen reader says', '<button aria-label="Close" />'],
  ['the label of a field', '<Field label="Name">{x}</Field>'],
  ['one branch of a label', "<Field label={isNew ? t.a.b : 'Edit tag'} />"],
  ['a property that is shown', "const choice = { words: 'High contrast' }"],
  ['a sentence anywhere', "const why = 'No one is waiting.'"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, to be read by the test.
  ['a sentence with a gap', 'const who = `With ${name}`'],
  ['a toast', "showToast('Saved')"],
])('%s is found', (_, code) => {
  expect(literalsIn('planted.tsx', code)).toHaveLength(1)
})

test.each([
  ['classes', 'const ROW = "flex min-h-11 items-center max-md:px-2"'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, to be read by the test.
  ['a path', 'call("GET", `/projects/${id}/tags`)'],
  ['a state', "if (state === 'ready') go('next')"],
  ['code', '<code>refund * #</code>'],
  ['an error for programmers', "throw new Error('outside of a project')"],
])('%s are left alone', (_, code) => {
  expect(literalsIn('planted.tsx', code)).toEqual([])
})

function literalsIn(path: string, source: string): string[] {
  const found: string[] = []
  walk(parseSync(path, source).program as unknown as Node, [], (node, parents) => {
    const text = textOf(node)
    if (text === null || !/\p{L}/u.test(text) || NAMES.test(text) || isCode(parents)) return
    if (/^[a-z0-9:-]+-[a-z0-9:-]+( [a-z0-9:-]+)*$/.test(text)) return
    if (isShown(node, parents) || isSentence(text)) found.push(text)
  })
  return found
}

function textOf(node: Node): string | null {
  if (node.type === 'JSXText') return String(node['value']).trim()
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'].trim()
  if (node.type !== 'TemplateLiteral') return null
  const pieces = node['quasis'] as { value: { cooked: string } }[]
  return pieces.map(({ value }) => value.cooked).join('{}')
}

function isCode(parents: readonly Node[]): boolean {
  const parent = parents.at(-1)
  if (parent?.type === 'ImportDeclaration' || parent?.type === 'ExportNamedDeclaration') return true
  return parents.some(
    (one) =>
      (one.type === 'JSXElement' && /^(code|Kbd)$/.test(tagOf(one))) ||
      (one.type === 'JSXAttribute' && nameOf(one) === 'className') ||
      one.type === 'NewExpression',
  )
}

function isShown(node: Node, parents: readonly Node[]): boolean {
  if (node.type === 'JSXText') return true
  const holder = parents.findLast(
    ({ type }) => !/^(Conditional|Logical)Expression$|^JSXExpressionContainer$/.test(type),
  )
  if (holder?.type === 'JSXAttribute' || holder?.type === 'Property')
    return SAID.test(nameOf(holder)) && holder['key'] !== node
  return holder?.type === 'CallExpression' && SAYS.has(calleeOf(holder))
}

/** Words with spaces between them, beginning like a sentence or ending like one. */
function isSentence(text: string): boolean {
  return /^(\p{Lu}\p{Ll}+[’']?\p{Ll}*|A) \S/u.test(text) || /\p{L} .*[.!?…]$/u.test(text)
}

function nameOf({ name, key }: Node): string {
  const named = (name ?? key) as { name?: string; value?: string } | undefined
  return named?.name ?? named?.value ?? ''
}

function tagOf(element: Node): string {
  return nameOf(element['openingElement'] as Node)
}

function calleeOf({ callee }: Node): string {
  return (callee as { name?: string }).name ?? ''
}

function walk(
  node: Node,
  parents: readonly Node[],
  visit: (node: Node, parents: readonly Node[]) => void,
): void {
  // Types are for programmers.
  if (/^TS(?!As|NonNull|Satisfies)/.test(node.type)) return
  visit(node, parents)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, [...parents, node], visit)
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof (value as Node | null)?.type === 'string'
}
