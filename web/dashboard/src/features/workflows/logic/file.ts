import type { WorkflowDefinition, WorkflowFile } from '@frontdesk/protocol'
import * as t from '../../../words/words'

export function fileOf(name: string, definition: WorkflowDefinition): WorkflowFile {
  return { format: 'frontdesk.workflow', formatVersion: 1, name, definition }
}

export function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${plain || 'workflow'}.workflow.json`
}

/** Hand a file to the browser's downloads. */
export function saveFile(file: WorkflowFile): void {
  const blob = new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName(file.name)
  link.click()
  URL.revokeObjectURL(link.href)
}

type Read = { kind: 'file'; file: WorkflowFile } | { kind: 'refused'; words: string }

const MOST_BYTES = 60_000

/** The server judges what is in it; this only sees what cannot be sent at all. */
export function readFile(text: string): Read {
  if (text.length > MOST_BYTES) return { kind: 'refused', words: t.steps.thisFileIsTooLarge }
  try {
    const file: unknown = JSON.parse(text)
    return isOurs(file) ? { kind: 'file', file } : { kind: 'refused', words: NOT_OURS }
  } catch {
    return { kind: 'refused', words: NOT_OURS }
  }
}

function isOurs(file: unknown): file is WorkflowFile {
  return typeof file === 'object' && file !== null && 'format' in file && file.format === OURS
}

const OURS = 'frontdesk.workflow'
const NOT_OURS = t.steps.thisIsNotAWorkflow
