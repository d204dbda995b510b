import type { WorkflowProblem } from '@frontdesk/protocol'

/** Problems by the step they are on; those of the whole are under the empty name. */
export function byNode(problems: readonly WorkflowProblem[]): Map<string, WorkflowProblem[]> {
  const found = new Map<string, WorkflowProblem[]>()
  for (const problem of problems) {
    const id = problem.nodeId ?? ''
    found.set(id, [...(found.get(id) ?? []), problem])
  }
  return found
}

/** What to say under a field: of `cases.1.rules.0`, also what is said of nothing below it. */
export function ofField(problems: readonly WorkflowProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message
}

export function errorCount(problems: readonly WorkflowProblem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length
}

export function worst(
  problems: readonly WorkflowProblem[] | undefined,
): 'error' | 'warning' | null {
  if (!problems || problems.length === 0) return null
  return errorCount(problems) > 0 ? 'error' : 'warning'
}
