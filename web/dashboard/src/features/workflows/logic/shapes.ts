import type { WorkflowDefinition } from '@frontdesk/protocol'

/** The parts of a definition, by the names the canvas uses for them. */
export type WorkflowNode = WorkflowDefinition['nodes'][number]
export type NodeType = WorkflowNode['type']
export type NodeOf<Type extends NodeType> = Extract<WorkflowNode, { type: Type }>
export type Rule = NodeOf<'condition'>['rules'][number]
export type RuleKind = Rule['kind']
export type Action = NodeOf<'action'>['action']
export type ActionKind = Action['kind']
export type Case = NodeOf<'switch'>['cases'][number]
export type Place = WorkflowNode['position']

export function findNode(definition: WorkflowDefinition, id: string | null) {
  return definition.nodes.find((node) => node.id === id)
}
