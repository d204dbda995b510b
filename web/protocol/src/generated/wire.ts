// Generated from the server's wire.py files by `make protocol`. Do not edit.

export const MAX_CONTENT_CHARACTERS = 5000

export const MAX_SESSION_BYTES = 49152

export const MAX_DRY_RUN_LINES = 30

export const MAX_DRY_RUN_MESSAGES = 50

export const MAX_RULES = 10

export const MAX_STEPS_PER_TURN = 25

export const MAX_SWITCH_CASES = 10

export type AgentState = 'available' | 'away'

export type AlertReason = 'too_many_reassignments' | 'stuck'

export type AssignedMeanwhile = 'draft' | 'send'

export type AuditKind = 'signed_in' | 'sign_in_failed' | 'signed_out' | 'device_signed_out' | 'signed_out_everywhere' | 'password_changed' | 'password_change_failed' | 'password_link_created' | 'password_set_by_link' | 'second_factor_on' | 'second_factor_off' | 'recovery_codes_renewed' | 'profile_changed' | 'project_created' | 'project_deleted' | 'invitation_created' | 'invitation_revoked' | 'member_joined' | 'member_removed' | 'member_deactivated' | 'member_reactivated' | 'role_changed' | 'settings_changed' | 'model_key_set' | 'model_key_removed' | 'workflow_created' | 'workflow_edited' | 'workflow_deleted' | 'workflow_published' | 'workflow_unpublished' | 'visitor_blocked' | 'visitor_unblocked' | 'exported'

export type Availability = 'available' | 'idle' | 'away' | 'offline'

export type ChatState = 'waiting_assignment' | 'assigned' | 'waiting_real_user_reply' | 'completed'

export type ContentType = 'text' | 'form_request' | 'form_submission' | 'event'

export type ConversationStatus = 'open' | 'pending' | 'solved' | 'spam'

export type DecidedBy = 'rule' | 'model'

export type DraftState = 'open' | 'approved' | 'discarded'

export type ErrorCode = 'invalid' | 'too_long' | 'rate_limited' | 'unauthorized' | 'forbidden' | 'not_found' | 'conflict' | 'gone' | 'stale' | 'unavailable' | 'internal'

export type HistoryVisibility = 'limit_to_active' | 'forever'

export type HowAssigned = 'claimed' | 'next' | 'pushed' | 'assigned' | 'reassigned' | 'handed_over' | 'replied'

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Locale = 'auto' | 'en' | 'de' | 'fr' | 'es' | 'pt' | 'vi' | 'ja' | 'ar'

export type MemberState = 'available' | 'idle' | 'away' | 'offline'

export type MessageStatus = 'sent' | 'delivered' | 'read'

export type Priority = 'urgent' | 'high' | 'normal' | 'low'

export type ProviderKind = 'openai' | 'anthropic' | 'groq' | 'google' | 'openai_compatible' | 'demo'

export type ReceivedMark = 'delivered' | 'read'

export type ReleaseReason = 'replied' | 'released' | 'reassigned' | 'idle' | 'offline' | 'removed' | 'no_first_reply' | 'visitor_returned' | 'solved' | 'spam' | 'unassigned'

export type ResponderMode = 'off' | 'draft' | 'auto'

export type ResponderStyle = 'simple' | 'orchestrator'

export type ResponderWhen = 'always' | 'nobody_online' | 'outside_hours'

export type RoleName = 'owner' | 'manager' | 'agent'

export type RoutingMode = 'queue' | 'sticky' | 'push'

export type RuleMatch = 'all' | 'any'

export type RunMode = 'draft' | 'auto'

export type RunState = 'thinking' | 'answered' | 'drafted' | 'void' | 'failed' | 'handed_over'

export type SenderType = 'visitor' | 'agent' | 'ai' | 'system'

export type SettingsGroup = 'general' | 'widget' | 'routing' | 'assistant'

export type Severity = 'error' | 'warning'

export type SilentBecause = 'closed' | 'ai_off' | 'switched_off' | 'budget_spent' | 'chat_budget_spent' | 'person_asked_for' | 'taken' | 'somebody_online' | 'within_hours'

export type TextTest = 'contains' | 'equals' | 'starts_with' | 'matches' | 'exists'

export type TraceOutcome = 'committed' | 'void' | 'failed'

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

export type WidgetSide = 'left' | 'right'

export type WidgetTheme = 'light' | 'dark' | 'auto'

export type WithheldBecause = 'leaked' | 'gated'

export type WorkflowPhase = 'ready' | 'asking' | 'waiting' | 'ended' | 'handed_over'

export type WorkflowTool = 'add_note' | 'change_status' | 'send_form' | 'set_tag' | 'handoff' | 'http_request'

/** Why something was refused; treat one that is not listed by its `code`. */
export type Reason =
  | 'account_disabled'
  | 'ai_turned_off'
  | 'another_conversation_open'
  | 'answer_filtered'
  | 'answer_too_long'
  | 'answer_unusable'
  | 'answering_already'
  | 'at_capacity'
  | 'budget_spent'
  | 'chat_budget_spent'
  | 'chat_closed'
  | 'chat_not_open'
  | 'conflict'
  | 'database_away'
  | 'database_in_use'
  | 'draft_decided'
  | 'email_taken'
  | 'empty_canned_reply'
  | 'empty_message'
  | 'empty_note'
  | 'files_unavailable'
  | 'finished'
  | 'foreign_origin'
  | 'gone'
  | 'held_by_another'
  | 'idempotency_key_reused'
  | 'internal'
  | 'invalid'
  | 'invalid_assistant_settings'
  | 'invalid_audit_days'
  | 'invalid_cursor'
  | 'invalid_days'
  | 'invalid_domain'
  | 'invalid_email'
  | 'invalid_event'
  | 'invalid_idempotency_key'
  | 'invalid_json'
  | 'invalid_metadata'
  | 'invalid_page_address'
  | 'invalid_payload'
  | 'invalid_picture'
  | 'invalid_provider'
  | 'invitation_for_another'
  | 'invitation_over'
  | 'last_owner'
  | 'member_already'
  | 'member_elsewhere'
  | 'member_unavailable'
  | 'message_too_long'
  | 'messages_or_conversation'
  | 'method_not_allowed'
  | 'no_answer'
  | 'no_api_keys'
  | 'no_identity_tokens'
  | 'no_provider'
  | 'no_second_factor'
  | 'no_such_account'
  | 'no_such_member'
  | 'not_admitted'
  | 'not_assigned'
  | 'not_found'
  | 'not_identified'
  | 'not_json'
  | 'not_signed_in'
  | 'not_stored'
  | 'not_stuck'
  | 'not_the_author'
  | 'not_the_responders_turn'
  | 'nothing_to_answer'
  | 'nothing_written'
  | 'origin_not_allowed'
  | 'other_project'
  | 'other_visitor'
  | 'overlapping_hours'
  | 'own_account'
  | 'password_changed_meanwhile'
  | 'password_link_over'
  | 'password_needed'
  | 'project_gone'
  | 'projects_opened_by_owners'
  | 'providers_unavailable'
  | 'question_too_long'
  | 'rate_limited'
  | 'repeated_query_parameter'
  | 'role_too_low'
  | 'room_not_joined'
  | 'second_factor_needed'
  | 'second_factor_on'
  | 'set_up_link_over'
  | 'shortcut_taken'
  | 'sign_in_busy'
  | 'sign_in_slowed'
  | 'something_missing'
  | 'stale'
  | 'step_taken'
  | 'tag_name_taken'
  | 'temp_id_taken'
  | 'too_long'
  | 'too_many_attempts'
  | 'too_many_changes'
  | 'too_many_connections'
  | 'too_many_connections_in_all'
  | 'too_many_messages'
  | 'too_many_newcomers'
  | 'too_slow'
  | 'two_directions'
  | 'unavailable'
  | 'unknown_event'
  | 'unknown_namespace'
  | 'unknown_query_parameter'
  | 'unknown_time_zone'
  | 'unreadable_key'
  | 'unreadable_name'
  | 'unreadable_tag'
  | 'unreadable_tag_name'
  | 'unsafe_password'
  | 'unstorable_text'
  | 'visitor_blocked'
  | 'visitor_token_missing'
  | 'workflow_has_errors'
  | 'workflow_in_use'
  | 'workflow_name_taken'
  | 'wrong_code'
  | 'wrong_credentials'
  | 'wrong_csrf_token'
  | 'wrong_current_password'
  | 'wrong_visitor_token'

/** `POST /invitations/{token}/accept`. A new person gives all three (`email` only if the invitation names none); someone already signed in sends an empty object. */
export interface AcceptInvitation {
  email?: string | null
  name?: string | null
  password?: string | null
}

/** The invitation's new member, signed in. */
export interface AcceptedInvitation {
  user: User
  csrfToken: string
  projectId: number
}

/** One signed-in device. */
export interface AccountSession {
  id: number
  userAgent: string
  address: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  isCurrent: boolean
}

/** Do something besides talking. */
export interface ActionNode {
  type: 'action'
  id: string
  name: string
  position: CanvasPosition
  action: AddNoteAction | ChangeStatusAction | SendFormAction | SetTagAction | HandoffAction | HttpRequestAction
}

/** Write a note that only members see. */
export interface AddNoteAction {
  kind: 'add_note'
  text: string
}

/** What one agent did on one day of the project's time zone. `chatsHandled` counts distinct conversations they answered in. Reply times are from the visitor's oldest unanswered message to the reply. */
export interface AgentDay {
  day: string
  messagesSent: number
  chatsHandled: number
  firstReplies: number
  firstReplySeconds: number | null
  replySeconds: number | null
}

/** `agentIsTyping`, to the visitor. */
export interface AgentIsTyping {
  agentName: string
  isTyping: boolean
}

/** One member on the board; `load` is how many chats wait for their answer. */
export interface AgentLoad {
  userId: number
  name: string
  avatarUrl: string | null
  role: RoleName
  state: Availability
  activeAt: string | null
  load: number
  capacity: number
  chats: HeldChat[]
  medianReplySeconds: number | null
}

/** `agentPresence`: an agent's beat; `active` means input since the last one. */
export interface AgentPresence {
  projectId: number
  state: AgentState
  active: boolean
  viewing?: number | null
}

/** One agent over the whole range, and day by day. */
export interface AgentReport {
  userId: number
  name: string
  avatarUrl: string | null
  messagesSent: number
  chatsHandled: number
  firstReplies: number
  firstReplySeconds: number | null
  replySeconds: number | null
  days: AgentDay[]
}

/** `agentStatusChanged`, to members. */
export interface AgentStatusChanged {
  userId: number
  state: Availability
}

/** `POST …/conversations/{id}/typing`. */
export interface AgentTyping {
  isTyping: boolean
}

/** `agentViewing`, to members: who looks at which conversation. */
export interface AgentViewing {
  userId: number
  name: string
  conversationId: number | null
}

/** `GET /projects/{pid}/reports/agents?from&to`: both days belong to the range. */
export interface AgentsReport {
  fromDay: string
  toDay: string
  timeZone: string
  agents: AgentReport[]
}

/** `POST …/drafts/{id}/approve`: send it as one's own reply, edited if `text` is given. */
export interface ApproveDraft {
  text?: string | null
}

/** `POST …/conversations/{id}/assignments`; `note` is kept as a note in the thread. */
export interface AssignChat {
  assigneeId: number
  note?: string | null
}

/** The agent a visitor talks to, as the visitor may know them. */
export interface Assignee {
  name: string
  avatarUrl: string | null
}

/** One agent's assignment to a conversation; `releaseReason` null means that it lasts. */
export interface Assignment {
  id: number
  agentId: number
  agentName: string
  how: HowAssigned
  assignedById: number | null
  assignedAt: string
  firstReplyAt: string | null
  releasedAt: string | null
  releaseReason: ReleaseReason | null
}

/** Who held a conversation, the latest first. */
export interface AssignmentPage {
  data: Assignment[]
}

/** What a project wants of its assistant. Tokens are read and written ones. `allowedHosts` are those that workflows may reach. `gatedWords` null stands for the list of the product, which grows with it; in them `*` stands for a few words of the same sentence, `#` for a sum or a percentage. */
export interface AssistantGroup {
  mode: ResponderMode
  when: ResponderWhen
  style: ResponderStyle
  prompt: string
  assignedMeanwhile: AssignedMeanwhile
  answerWithinSeconds: number
  turnsPerConversation: number
  tokensPerConversation: number
  tokensPerDay: number
  allowedHosts: string[]
  gatedWords: string[] | null
}

/** What is known about the visitor: `name`, `email`, or a custom attribute. */
export interface AttributeRule {
  kind: 'attribute'
  name: string
  test: TextTest
  value: string
  isNot: boolean
}

/** A value that changed. Long ones are cut; a secret is never one. */
export interface AuditChange {
  field: string
  before: string | null
  after: string | null
}

/** Something that was done; names are what they were then. `actor` did it, unless it was done on the server itself or by somebody who could not sign in; `subject` is the member it was done to. `about` names anything else. */
export interface AuditEntry {
  id: number
  kind: AuditKind
  at: string
  actorId: number | null
  actorName: string | null
  subjectId: number | null
  subjectName: string | null
  about: string | null
  changes: AuditChange[]
  address: string | null
  userAgent: string | null
}

/** `GET /projects/{pid}/audit-log`: newest first. Days are those of `timeZone`. */
export interface AuditPage {
  data: AuditEntry[]
  nextCursor: string | null
  keptDays: number
  timeZone: string
}

/** `automation.triggered`, to members; `message` is the id of the reply it waited on. */
export interface AutomationTriggered {
  conversationId: number
  type: 'auto_pending'
  message: number
  feedSeq?: number
}

/** `POST /projects/{pid}/inbox/visitors/{id}/block`; only members read the reason. */
export interface BlockVisitor {
  reason?: string | null
}

/** What another system is taken to answer in a dry run. */
export interface CannedAnswer {
  body: string
  status: number
}

/** `cannedChanged`, to members: fetch the canned replies again. */
export interface CannedChanged {
  feedSeq?: number
}

/** What `/shortcut` puts into the composer; `{{visitor.name}}` and the like are filled in. */
export interface CannedResponse {
  id: number
  shortcut: string
  content: string
  updatedAt: string
}

/** All canned replies of a project, by shortcut. */
export interface CannedResponsePage {
  data: CannedResponse[]
  nextCursor: string | null
}

/** Where a node stands on the canvas. */
export interface CanvasPosition {
  x: number
  y: number
}

/** `POST /auth/change-password`. */
export interface ChangePassword {
  currentPassword: string
  newPassword: string
}

/** Set the conversation's status. */
export interface ChangeStatusAction {
  kind: 'change_status'
  status: 'pending' | 'solved'
}

/** `chatClosed`, to a visitor who was blocked, or whose block was lifted. */
export interface ChatClosed {
  isClosed: boolean
}

/** `GET /projects/{pid}/reports/chat-state-summary`, with the last sixty minutes. */
export interface ChatStateSummary {
  waiting: number
  assigned: number
  waitingForVisitor: number
  completed: number
  oldestWaitingSince: string | null
  history: MinuteSample[]
}

/** `POST /projects/{id}/workflows/check`: say what is wrong, and store nothing. */
export interface CheckWorkflow {
  definition: WorkflowDefinition
}

/** `agentTyping`, to members: who is writing a reply to which visitor. */
export interface ColleagueTyping {
  userId: number
  name: string
  conversationId: number
  isTyping: boolean
}

/** Yes or no, by rules or by asking the model `question`. */
export interface ConditionNode {
  type: 'condition'
  id: string
  name: string
  position: CanvasPosition
  by: DecidedBy
  match: RuleMatch
  rules: (TextRule | PageRule | AttributeRule | TimeRule | HoursRule | StatusRule | TagRule)[]
  question: string
}

/** `POST /auth/confirm`. */
export interface ConfirmPassword {
  password: string
}

/** `POST /user/second-factor/confirm`. */
export interface ConfirmSecondFactor {
  code: string
}

/** A conversation as members see it. `revision` grows with every change of the row, `version` only with those an ETag guards. A client keeps whichever copy has the higher `revision`. */
export interface Conversation {
  id: number
  projectId: number
  visitor: Visitor
  status: ConversationStatus
  chatState: ChatState
  assigneeId: number | null
  assignedAt: string | null
  lastAssigneeId: number | null
  tries: number
  askedForPersonAt: string | null
  priority: Priority
  tags: string[]
  aiEnabled: boolean
  responderMode: ResponderMode | null
  lastSeq: number
  lastMessageId: number | null
  lastMessageSnippet: string | null
  lastMessageAt: string | null
  agentReadSeq: number
  visitorDeliveredSeq: number
  visitorReadSeq: number
  unreadCount: number
  waitingSince: string | null
  queuedAt: string | null
  agentRepliedAt: string | null
  version: number
  revision: number
  createdAt: string
  updatedAt: string
  metadata: Record<string, string | boolean | number | number>
}

/** What made one version of a conversation, for the thread's quiet lines. `kind` is what happened (`claimed`, `released`, `status_solved`, ...); `details` says more (`from` and `to` are members' ids). `afterSeq` is the last message before it. */
export interface ConversationEvent {
  version: number
  kind: string
  actorId: number | null
  actorName: string | null
  details: Record<string, unknown>
  afterSeq: number
  createdAt: string
}

/** The history of one conversation, oldest first. */
export interface ConversationEventPage {
  data: ConversationEvent[]
}

/** Those fields of a `Conversation` that changed. */
export interface ConversationFields {
  id?: number
  projectId?: number
  status?: ConversationStatus
  chatState?: ChatState
  assigneeId?: number | null
  assignedAt?: string | null
  lastAssigneeId?: number | null
  tries?: number
  askedForPersonAt?: string | null
  priority?: Priority
  tags?: string[]
  aiEnabled?: boolean
  responderMode?: ResponderMode | null
  lastSeq?: number
  lastMessageId?: number | null
  lastMessageSnippet?: string | null
  lastMessageAt?: string | null
  agentReadSeq?: number
  visitorDeliveredSeq?: number
  visitorReadSeq?: number
  unreadCount?: number
  waitingSince?: string | null
  queuedAt?: string | null
  agentRepliedAt?: string | null
  createdAt?: string
  updatedAt?: string
  metadata?: Record<string, string | boolean | number | number>
}

/** `conversationHead`, to the visitor every few seconds. */
export interface ConversationHead {
  conversationId: number
  seq: number
  version: number
  agentReadSeq: number
}

/** `conversationHistory`, to the visitor who identified. */
export interface ConversationHistory {
  messages: Message[]
}

/** A page of the inbox, newest activity first. */
export interface ConversationPage {
  data: Conversation[]
  nextCursor: string | null
}

/** `conversationUpdated`, to members. */
export interface ConversationUpdated {
  conversationId: number
  fields: ConversationFields
  version: number
  revision: number
  feedSeq?: number
}

/** `POST /projects/{id}/invitations`; with `email`, only that address may accept. */
export interface CreateInvitation {
  role: RoleName
  email?: string | null
}

/** `POST /projects`; the persona is the project's name unless given. */
export interface CreateProject {
  name: string
  personaName?: string | null
  allowedDomains?: string[]
}

/** `POST /projects/{id}/workflows`; without a definition it begins with a small example. */
export interface CreateWorkflow {
  name: string
  definition?: WorkflowDefinition | null
}

/** A new invitation; `url` is shown this once and stored nowhere. */
export interface CreatedInvitation {
  invitation: Invitation
  url: string
}

/** An answer the responder wrote and nobody sent; `draftCreated` carries it to members. */
export interface Draft {
  id: number
  conversationId: number
  triggerSeq: number
  text: string
  reason: string
  state: DraftState
  createdAt: string
  feedSeq?: number
}

/** `POST …/drafts`: a run numbered above `afterRunId` writes it; `GET …/runs` tells its end. */
export interface DraftAsked {
  afterRunId: number
}

/** `draftDiscarded`, to members: it was sent, or thrown away. */
export interface DraftDiscarded {
  id: number
  conversationId: number
  state: DraftState
  feedSeq?: number
}

/** The open drafts of a conversation, the latest first. */
export interface DraftPage {
  data: Draft[]
}

/** `POST /projects/{id}/workflows/{id}/dry-run`. The visitor says `messages`, or what they said in the conversation; `atMost` of them in one request, and `soFar` goes on behind those of an earlier one. `definition` is the draft unless given. `models` says who decides and answers: the project's own models, within the budgets and times of a real turn, or a stand-in that compares words. `decisions` and `answers` script either by node id. Other systems are asked (GET) only with `reallyAsk`; else `siteAnswers` says by node id what they answer. Nothing is sent or stored. */
export interface DryRun {
  definition?: WorkflowDefinition | null
  conversationId?: number | null
  messages?: string[]
  pageUrl?: string
  attributes?: Record<string, string>
  status?: ConversationStatus
  tags?: string[]
  isWithinHours?: boolean
  models?: 'none' | 'project'
  decisions?: Record<string, string>
  answers?: Record<string, string>
  reallyAsk?: boolean
  siteAnswers?: Record<string, CannedAnswer>
  atMost?: number
  soFar?: DryRunProgress | null
}

/** One message of a dry run, as a model is shown it. */
export interface DryRunMessage {
  sender: 'ai' | 'visitor'
  text: string
}

/** Where a dry run stands. Hand it back to go on from there: nothing of it is kept here. */
export interface DryRunProgress {
  turns: number
  phase: WorkflowPhase
  nodeId: string | null
  stepNo: number
  memory: Record<string, string>
  lines: DryRunMessage[]
  tokens: number
}

/** A dry run, or a part of one: `messagesLeft` are still to be said after `soFar`. */
export interface DryRunResult {
  turns: DryRunTurn[]
  problems: WorkflowProblem[]
  soFar: DryRunProgress
  messagesLeft: number
}

/** One visitor message of a dry run, and what the workflow made of it. */
export interface DryRunTurn {
  message: string
  entries: TraceEntry[]
  phase: WorkflowPhase
  withheld: WithheldBecause | null
  withheldWords: string
}

/** `PATCH …/conversations/{id}/notes/{noteId}`. */
export interface EditNote {
  text: string
}

/** No fields at all. */
export interface Empty {

}

/** The workflow is done; what the visitor writes next begins anew. */
export interface EndNode {
  type: 'end'
  id: string
  name: string
  position: CanvasPosition
}

/** `eventRefused`: an event sent without an acknowledgement was refused. */
export interface EventRefused {
  event: string
  error: Refusal
}

/** One numbered event of a project's feed; `payload` carries `feedSeq` too. */
export interface FeedEntry {
  feedSeq: number
  event: string
  payload: Record<string, unknown>
  at: string
}

/** `feedHead`, to members every few seconds. */
export interface FeedHead {
  projectId: number
  feedSeq: number
}

/** Entries after a cursor, oldest first. `resync` says that the cursor is older than the feed keeps, or too far behind: take a fresh snapshot instead. */
export interface FeedPage {
  data: FeedEntry[]
  feedSeq: number
  resync: boolean
}

/** `fetchMessages`, from a visitor: what lies after or before a `seq`. */
export interface FetchMessages {
  afterSeq?: number | null
  beforeSeq?: number | null
  limit?: number
}

/** Fields as a web form sends them (`application/x-www-form-urlencoded`). */
export interface FormBody {
  kind: 'form'
  fields: FormField[]
}

/** One field of a form; its name holds no placeholder. */
export interface FormField {
  name: string
  value: string
}

/** What a project is, and how its conversations live; replaced as a whole. Only an owner may change `name` and `allowedDomains`: they decide who uses the project at all. `messageRateLimit` null means that visitors may write as fast as they like. */
export interface GeneralGroup {
  name: string
  personaName: string
  personaAvatarUrl: string | null
  allowedDomains: string[]
  historyVisibility: HistoryVisibility
  reopenDays: number
  messageRateLimit: number | null
  messageRateSeconds: number
}

/** Give the conversation to the team; the workflow ends there. */
export interface HandoffAction {
  kind: 'handoff'
  reason: string
}

/** An assigned chat, as the board shows it. */
export interface HeldChat {
  conversationId: number
  visitorName: string | null
  visitorUid: string
  chatState: ChatState
  assignedAt: string
}

/** The project's business hours are on. */
export interface HoursRule {
  kind: 'hours'
  isNot: boolean
}

/** One header of a request to another system. */
export interface HttpHeader {
  name: string
  value: string
}

/** Ask another system (GET: the answer can be used), or tell it something. The body, which GET has none of, sets the content type. */
export interface HttpRequestAction {
  kind: 'http_request'
  method: HttpMethod
  url: string
  headers: HttpHeader[]
  body: JsonBody | FormBody | TextBody
}

/** The acknowledgement of `identify`. `messages` are those after `afterSeq`, or the newest page; `headSeq` is the newest `seq` there is (0 without a conversation). `isContinued`: what the visitor writes next belongs into it; else it begins another. */
export interface Identified {
  visitorUid: string
  visitorToken: string
  conversation: VisitorConversation | null
  messages: Message[]
  headSeq: number
  hasEmail: boolean
  isContinued: boolean
  ok: true
}

/** `identify`, from a visitor: settles who owns the socket. */
export interface Identify {
  projectId: number
  visitorUid: string
  visitorToken?: string | null
  afterSeq?: number | null
}

/** An invitation nobody has accepted or revoked yet. */
export interface Invitation {
  id: number
  role: RoleName
  email: string | null
  invitedByName: string | null
  createdAt: string
  expiresAt: string
}

/** Open invitations, newest first. */
export interface InvitationPage {
  data: Invitation[]
  nextCursor: string | null
}

/** What the holder of a link may know before accepting. */
export interface InvitationPreview {
  projectName: string
  role: RoleName
  email: string | null
  invitedByName: string | null
  expiresAt: string
}

/** `joinProjectRoom`, from an agent. */
export interface JoinProjectRoom {
  projectId: number
  afterFeedSeq?: number | null
}

/** The acknowledgement of `joinProjectRoom`. */
export interface JoinedProjectRoom {
  roomName: string
  feedSeq: number
  events: FeedEntry[]
  resync: boolean
  status: 'ok'
  ok: true
}

/** JSON as its author wrote it; placeholders in its texts are filled one by one. */
export interface JsonBody {
  kind: 'json'
  template: string
}

/** `leaveProjectRoom`, from an agent. */
export interface LeaveProjectRoom {
  projectId: number
}

/** Let the model answer the visitor, with these tools at hand. */
export interface LlmNode {
  type: 'llm'
  id: string
  name: string
  position: CanvasPosition
  instructions: string
  tools: WorkflowTool[]
}

/** `POST /auth/login`. */
export interface Login {
  email: string
  password: string
  code?: string
}

/** `managersAlerted`, to members: something needs a manager's eye. */
export interface ManagersAlerted {
  conversationId: number
  reason: AlertReason
  message: string
  feedSeq?: number
}

/** A user's place in a project. */
export interface Member {
  userId: number
  name: string
  email: string
  avatarUrl: string | null
  role: RoleName
  isDeactivated: boolean
  createdAt: string
  state: Availability
}

/** The members of a project, by name. */
export interface MemberPage {
  data: Member[]
  nextCursor: string | null
}

/** One entry in a conversation. */
export interface Message {
  id: number
  conversationId: number
  seq: number
  content: string
  contentType: ContentType
  fromCustomer: boolean
  sender: Sender
  senderId: number | null
  visitorId: number
  handledById: number | null
  status: MessageStatus
  createdAt: string
  deliveredAt: string | null
  editedAt: string | null
  deletedAt: string | null
  metadata: Record<string, unknown>
  attachments: Record<string, unknown>[]
  tempId?: string
}

/** `messageFailed`: this message was refused for good. */
export interface MessageFailed {
  tempId: string
  error: Refusal
}

/** Say something to the visitor. */
export interface MessageNode {
  type: 'message'
  id: string
  name: string
  position: CanvasPosition
  text: string
}

/** A page of a thread, oldest first, with the conversation's newest `seq`. */
export interface MessagePage {
  data: Message[]
  headSeq: number
  nextCursor: string | null
}

/** `messageSent`, to every tab of the visitor, after commit. */
export interface MessageSent {
  tempId: string
  finalMessage: Message
}

/** `messageStatusChanged`: the other side's messages up to here moved forward. Members also get the conversation's `revision`, and when it happened. */
export interface MessageStatusChanged {
  conversationId: number
  upToSeq: number
  status: MessageStatus
  revision?: number
  at?: string
  feedSeq?: number
}

/** The acknowledgement of `fetchMessages`. */
export interface MessagesAck {
  messages: Message[]
  headSeq: number
  ok: true
}

/** How things stood at one minute. */
export interface MinuteSample {
  at: string
  waiting: number
  longestWaitSeconds: number
  assigned: number
  waitingForVisitor: number
}

/** `newMessage`, to members: the message and its conversation as they now are. */
export interface NewMessage {
  id: number
  conversationId: number
  seq: number
  content: string
  contentType: ContentType
  fromCustomer: boolean
  sender: Sender
  senderId: number | null
  visitorId: number
  handledById: number | null
  status: MessageStatus
  createdAt: string
  deliveredAt: string | null
  editedAt: string | null
  deletedAt: string | null
  metadata: Record<string, unknown>
  attachments: Record<string, unknown>[]
  tempId?: string
  conversation: Conversation
  feedSeq?: number
}

/** A node that two definitions do not have alike; `fields` are what differs. */
export interface NodeChange {
  nodeId: string
  name: string
  fields: string[]
}

/** A note in a thread; `noteAdded` and `noteUpdated` carry it to members. `afterSeq` is the last message when it was written: the note stands behind it. */
export interface Note {
  id: number
  conversationId: number
  authorId: number | null
  authorName: string
  text: string
  afterSeq: number
  createdAt: string
  editedAt: string | null
  feedSeq?: number
}

/** `noteDeleted`, to members. */
export interface NoteDeleted {
  id: number
  conversationId: number
  feedSeq?: number
}

/** Notes of one conversation, oldest first. */
export interface NotePage {
  data: Note[]
  nextCursor: string | null
}

/** The acknowledgement of an event that has nothing to say but yes. */
export interface OkAck {
  ok: true
}

/** One span of a week in which somebody answers; `24:00` is written `00:00`. */
export interface OpenHours {
  day: Weekday
  opens: string
  closes: string
}

/** Where the visitor is right now. */
export interface PageNow {
  currentUrl: string
  title: string | null
}

/** The address of the page the visitor is on. */
export interface PageRule {
  kind: 'page'
  test: TextTest
  value: string
  isNot: boolean
}

/** One page the visitor looked at before or while writing. */
export interface PageVisit {
  url: string
  title?: string | null
  at?: string | null
}

/** Whose password a link sets, and until when. */
export interface PasswordLinkStatus {
  email: string
  expiresAt: string
}

/** `PATCH /projects/{pid}/canned-responses/{id}`: only what is named changes. */
export interface PatchCannedResponse {
  shortcut?: string
  content?: string
}

/** `PATCH …/conversations/{id}`: only what is named changes. */
export interface PatchConversation {
  status?: ConversationStatus
  read?: true
  readUpToSeq?: number
  tags?: string[]
  priority?: Priority
  aiEnabled?: boolean
  responderMode?: ResponderMode | null
  metadata?: Record<string, string | boolean | number | number | null>
}

/** `PATCH /user/me`: only what is named changes. */
export interface PatchMe {
  name?: string
  avatarUrl?: string | null
}

/** `PATCH /projects/{id}/members/{userId}`. */
export interface PatchMember {
  role: RoleName
}

/** `PATCH /projects/{id}`: only what is named changes. */
export interface PatchProject {
  name?: string
  personaName?: string
  personaAvatarUrl?: string | null
  allowedDomains?: string[]
  historyVisibility?: HistoryVisibility
  reopenDays?: number
  messageRateLimit?: number | null
  messageRateSeconds?: number
}

/** `PATCH /projects/{pid}/tags/{id}`: a new name follows into every conversation. */
export interface PatchTag {
  name?: string
  colour?: string
}

/** `PATCH /projects/{id}/workflows/{id}`: only what is named changes. */
export interface PatchWorkflow {
  name?: string
  definition?: WorkflowDefinition
}

/** `POST …/messages`, an agent's reply. */
export interface PostMessage {
  text: string
  tempId?: string | null
  attachmentIds?: number[]
}

/** Whether it is kept now: nothing is kept of somebody who has not written yet. */
export interface ProfileAck {
  isKept: boolean
  ok: true
}

/** A project as its members see it; `role` is the asker's own. `messageRateLimit` null means that visitors may write as fast as they like. */
export interface Project {
  id: number
  name: string
  personaName: string
  personaAvatarUrl: string | null
  allowedDomains: string[]
  historyVisibility: HistoryVisibility
  reopenDays: number
  messageRateLimit: number | null
  messageRateSeconds: number
  role: RoleName
  version: number
  createdAt: string
  updatedAt: string
}

/** The projects one is a member of, oldest first; `mayOpen`: one may open another. */
export interface ProjectPage {
  data: Project[]
  nextCursor: string | null
  mayOpen: boolean
}

/** `projectUpdated`, to members: fetch the project and its settings again. `group` is what changed, and `version` what `If-Match` takes for it now. An entry of the feed that is older than the groups names none: fetch them all. */
export interface ProjectUpdated {
  group?: SettingsGroup
  version?: number
  feedSeq?: number
}

/** What a site's widget needs before anyone has said anything. `faces` are at most three: who could answer now, then who answered of late. */
export interface PublicSettings {
  projectId: number
  personaName: string
  personaAvatarUrl: string | null
  widget: WidgetSettings
  maxContentCharacters: number
  messageRateLimit: number | null
  messageRateSeconds: number
  isOpen: boolean
  isAnybodyOnline: boolean
  opensAt: string | null
  awayMessage: string
  asksForEmail: boolean
  usualReplySeconds: number | null
  hasResponder: boolean
  faces: TeamFace[]
}

/** `POST /projects/{id}/workflows/{id}/publish`: the draft becomes the next version. */
export interface PublishWorkflow {
  remark?: string
}

/** `PUT /projects/{pid}/responder`: replaced as a whole, `If-Match` honoured. Without `gatedWords` our own list holds. In them `*` stands for a few words of the same sentence (in front: for the rest of a word), `#` for a sum or a percentage. */
export interface PutResponder {
  mode: ResponderMode
  when?: ResponderWhen
  style?: ResponderStyle
  prompt?: string
  assignedMeanwhile?: AssignedMeanwhile
  answerWithinSeconds?: number
  turnsPerConversation?: number
  tokensPerConversation?: number
  tokensPerDay?: number
  providers?: PutResponderProvider[]
  allowedHosts?: string[]
  gatedWords?: string[]
}

/** A provider as a manager writes it; with `id`, `key` unset keeps the stored key. */
export interface PutResponderProvider {
  name: string
  kind: ProviderKind
  model: string
  id?: number | null
  baseUrl?: string | null
  key?: string | null
}

/** `GET /projects/{pid}/queue`: who waits, in the order they are served, and who answers. `data` holds the first fifty; `waiting` counts all. Seconds are whole; null where there is nothing to measure yet. */
export interface QueueOverview {
  waiting: number
  oldestWaitingSince: string | null
  assigned: number
  waitingForVisitor: number
  estimatedWaitSeconds: number | null
  data: Conversation[]
  agents: AgentLoad[]
}

/** `queuePosition`, to the visitor; a null position means they no longer wait. */
export interface QueuePosition {
  position: number | null
  estimatedWaitSeconds: number | null
}

/** `POST …/conversations/{id}/reassign`, by a manager. */
export interface ReassignChat {
  assigneeId: number
  reason?: string | null
}

/** Codes of which each signs in once without the app; shown this one time. */
export interface RecoveryCodes {
  codes: string[]
}

/** Why something was refused. Decide on `reason`; treat one you don't know by its `code`. `message` is for people who read logs, and may change. `fields` names what was wrong where. */
export interface Refusal {
  code: ErrorCode
  reason: Reason
  message: string
  retryAfterSeconds?: number
  fields?: Record<string, string>
}

/** The acknowledgement of an event that was refused. */
export interface RefusedAck {
  error: Refusal
  ok: false
}

/** `requestHuman`, from a visitor. */
export interface RequestHuman {

}

/** One way to a model, in order of preference; of a key only its last characters. */
export interface ResponderProvider {
  id: number
  name: string
  kind: ProviderKind
  model: string
  baseUrl: string | null
  keyHint: string | null
}

/** One time the responder thought about a message of the visitor. */
export interface ResponderRun {
  id: number
  triggerSeq: number
  attempt: number
  mode: RunMode
  state: RunState
  reason: string | null
  provider: string | null
  tokensIn: number
  tokensOut: number
  modelMs: number
  startedAt: string
  endedAt: string | null
}

/** `GET …/conversations/{id}/runs`, the latest first. */
export interface ResponderRuns {
  data: ResponderRun[]
}

/** `GET /projects/{pid}/responder`: what the project wants of its responder. Without providers the built-in demo model answers. Tokens are read and written ones. `allowedHosts` are those that workflows may reach; an empty list lets them reach none. An answer with any of `gatedWords` is not sent by itself: a person finds it as a draft. */
export interface ResponderSettings {
  mode: ResponderMode
  when: ResponderWhen
  style: ResponderStyle
  prompt: string
  assignedMeanwhile: AssignedMeanwhile
  answerWithinSeconds: number
  turnsPerConversation: number
  tokensPerConversation: number
  tokensPerDay: number
  tokensToday: number
  allowedHosts: string[]
  gatedWords: string[]
  providers: ResponderProvider[]
  version: number
}

/** `GET …/conversations/{id}/responder`: what the project wants, and what stands here. `mode` is what happens when the visitor writes now, and `silentBecause` why nothing does. `noDraftBecause` says in words why nobody can ask for a draft. */
export interface ResponderStatus {
  projectMode: ResponderMode
  projectWhen: ResponderWhen
  mode: ResponderMode
  silentBecause: SilentBecause | null
  noDraftBecause: string | null
}

/** `responderTyping`, to members; `text` is what the model has written so far. */
export interface ResponderTyping {
  conversationId: number
  isTyping: boolean
  text: string
}

/** `POST /projects/{id}/workflows/{id}/rollback`: an older version is published again. */
export interface RollBackWorkflow {
  number: number
}

/** How a project gives chats to its agents, and when somebody answers; replaced as a whole. Minutes are whole; 0 turns `autoPendingMinutes` and `firstReplyMinutes` off. `businessHours` null means always open; `timeZone` is an IANA name. */
export interface RoutingGroup {
  routingMode: RoutingMode
  agentCapacity: number
  autoPendingMinutes: number
  firstReplyMinutes: number
  idleMinutes: number
  offlineMinutes: number
  maxReassignments: number
  stuckMinutes: number
  timeZone: string
  businessHours: OpenHours[] | null
}

/** `GET` and `PUT /projects/{pid}/routing-settings`: replaced as a whole. Kept for clients that know it: the group `routing`, and of the group `widget` what once stood here. */
export interface RoutingSettings {
  routingMode: RoutingMode
  agentCapacity: number
  autoPendingMinutes: number
  firstReplyMinutes: number
  idleMinutes: number
  offlineMinutes: number
  maxReassignments: number
  stuckMinutes: number
  timeZone: string
  businessHours: OpenHours[] | null
  awayMessage: string
  asksForEmail: boolean
}

/** A secret for an authenticator app: as text, as its address, and as rows of a QR code. In a row `1` is dark and `0` is light. */
export interface SecondFactorEnrolment {
  secret: string
  address: string
  qr: string[]
}

/** Whether one's account asks for a code at sign-in, and how many recovery codes are left. */
export interface SecondFactorStatus {
  isOn: boolean
  recoveryCodesLeft: number
}

/** Ask the visitor to fill a form in. */
export interface SendFormAction {
  kind: 'send_form'
  form: string
}

/** `sendMessage`, from a visitor. Length is checked after trimming, by the action. */
export interface SendMessage {
  content: string
  tempId: string
  sessionMetadata?: SessionMetadata | null
  attachmentIds?: number[]
}

/** Who wrote a message, as both sides may know them. A process of an older version reads it out of the feed, whatever a newer one wrote. */
export interface Sender {
  type: SenderType
  id: number | null
  name: string
  avatarUrl: string | null
}

/** The acknowledgement of `sendMessage`. */
export interface SentAck {
  message: Message
  ok: true
}

/** What the widget knows about the visit; secrets are stripped before it is sent. */
export interface SessionMetadata {
  referrer?: string | null
  landingPage?: string | null
  pages?: PageVisit[]
  browser?: string | null
  os?: string | null
  locale?: string | null
  aiEnabled?: boolean | null
  profile?: SiteProfile | null
}

/** The signed-in devices, most recently used first. */
export interface SessionPage {
  data: AccountSession[]
  nextCursor: string | null
}

/** `setAiEnabled`, from a visitor. */
export interface SetAiEnabled {
  enabled: boolean
}

/** `setContact`, from a visitor who leaves an address. */
export interface SetContact {
  email: string
  name?: string | null
}

/** `POST /auth/password-links/{token}`. */
export interface SetPassword {
  password: string
}

/** Put a tag on the conversation, or take it off. */
export interface SetTagAction {
  kind: 'set_tag'
  tag: string
  remove: boolean
}

/** `POST /setup/{token}`: the first owner and their project. */
export interface SetUp {
  email: string
  name: string
  password: string
  projectName: string
  allowedDomains?: string[]
}

/** The first owner, signed in, and what to put on the site. */
export interface SetUpDone {
  user: User
  csrfToken: string
  project: Project
}

/** `GET /setup`: nobody has an account here yet. */
export interface SetUpNeeded {
  isNeeded: boolean
}

/** `GET /setup/{token}`: the link works, until then. */
export interface SetUpStatus {
  expiresAt: string
}

/** Who is signed in; writes with the cookie carry `csrfToken` as X-CSRF-Token. */
export interface SignedIn {
  user: User
  csrfToken: string
}

/** Who a visitor is, as the site says it. Anybody at that page could say so: unverified. `setProfile` carries it, and `sessionMetadata` with each message. */
export interface SiteProfile {
  name?: string | null
  email?: string | null
  attributes?: Record<string, string | boolean | number | number>
}

/** Where a conversation begins. */
export interface StartNode {
  type: 'start'
  id: string
  name: string
  position: CanvasPosition
}

/** The conversation has one of these statuses. */
export interface StatusRule {
  kind: 'status'
  statuses: ConversationStatus[]
  isNot: boolean
}

/** A chat that will not move by itself, and why in words. */
export interface StuckChat {
  conversationId: number
  visitorName: string | null
  visitorUid: string
  chatState: string
  reason: string
  explanation: string
  since: string | null
}

/** `GET /projects/{pid}/reports/stuck`, the oldest first. */
export interface StuckChats {
  data: StuckChat[]
}

/** One way out of a switch. `key` names its edge; rules or `hint` say when it is taken. */
export interface SwitchCase {
  key: string
  label: string
  match: RuleMatch
  rules: (TextRule | PageRule | AttributeRule | TimeRule | HoursRule | StatusRule | TagRule)[]
  hint: string
}

/** One of up to ten cases or the default, by rules or by asking the model `question`. */
export interface SwitchNode {
  type: 'switch'
  id: string
  name: string
  position: CanvasPosition
  by: DecidedBy
  question: string
  cases: SwitchCase[]
}

/** A word conversations are sorted by. */
export interface Tag {
  id: number
  name: string
  colour: string
  conversationCount: number
}

/** All tags of a project, by name. */
export interface TagPage {
  data: Tag[]
  nextCursor: string | null
}

/** The conversation carries this tag. */
export interface TagRule {
  kind: 'tag'
  tag: string
  isNot: boolean
}

/** `tagsChanged`, to members: fetch the tags again. */
export interface TagsChanged {
  feedSeq?: number
}

/** Somebody who really answers here, as a visitor sees them. */
export interface TeamFace {
  name: string
  avatarUrl: string | null
}

/** Plain text, for a system that takes no other. */
export interface TextBody {
  kind: 'text'
  text: string
}

/** What the visitor wrote. */
export interface TextRule {
  kind: 'text'
  test: TextTest
  value: string
  isNot: boolean
}

/** The project's clock: on these days, from `opens` until before `closes` (`HH:MM`). */
export interface TimeRule {
  kind: 'time'
  days: Weekday[]
  opens: string
  closes: string
  isNot: boolean
}

/** What one node did: the way out it took, why, and what came of it. `failure` says why a model or another system that was asked gave no answer. */
export interface TraceEntry {
  stepNo: number
  nodeId: string
  nodeName: string
  nodeType: string
  exit: string | null
  decision: string | null
  did: string[]
  said: string | null
  tool: string | null
  tokens: number
  ms: number
  failure: string | null
}

/** What came back; nothing is stored and no budget is spent. */
export interface TriedResponder {
  text: string
  provider: string
  tokensIn: number
  tokensOut: number
  modelMs: number
  withheld: WithheldBecause | null
  withheldWords: string
}

/** `POST /projects/{pid}/responder/try`: ask the saved providers something, as a visitor. */
export interface TryResponder {
  text: string
}

/** What a real turn did, and why it was void if it was. */
export interface TurnTrace {
  id: number
  turn: number
  triggerSeq: number
  workflowId: number | null
  workflowName: string | null
  versionNumber: number | null
  outcome: TraceOutcome
  why: string
  entries: TraceEntry[]
  tokens: number
  ms: number
  createdAt: string
}

/** The turns of a conversation, newest first. */
export interface TurnTracePage {
  data: TurnTrace[]
  nextCursor: string | null
}

/** `messagesDelivered` and `messagesRead`: everything up to and with this `seq`. */
export interface UpToSeq {
  upToSeq: number
}

/** `updateContext`, from a visitor: the page they look at. */
export interface UpdateContext {
  currentUrl: string
  title?: string | null
}

/** A person, as they see themselves. */
export interface User {
  id: number
  email: string
  name: string
  avatarUrl: string | null
  hasSecondFactor: boolean
  createdAt: string
}

/** A visitor as members see them in a list row. `is_online` is a snapshot, changed by `visitorStatusChanged`; events of the feed leave it out, because presence has no place in an ordered log. */
export interface Visitor {
  id: number
  uid: string
  name: string | null
  email: string | null
  isOnline?: boolean
}

/** `visitorContextUpdated`, to members. */
export interface VisitorContextUpdated {
  visitorUid: string
  visitorId: number | null
  currentUrl: string
  title: string | null
}

/** The visitor's own conversation, as `identify` answers it. */
export interface VisitorConversation {
  id: number
  status: ConversationStatus
  assignee: Assignee | null
  aiEnabled: boolean
  hasAskedForPerson: boolean
  lastSeq: number
  version: number
  agentReadSeq: number
  visitorDeliveredSeq: number
  visitorReadSeq: number
}

/** `conversationUpdated` to the visitor. */
export interface VisitorConversationUpdated {
  conversationId: number
  status: ConversationStatus
  assignee: Assignee | null
  aiEnabled: boolean
  hasAskedForPerson: boolean
}

/** Everything the visitor panel shows. */
export interface VisitorDetails {
  id: number
  uid: string
  name: string | null
  email: string | null
  isOnline: boolean
  currentPage: PageNow | null
  sessionMetadata: Record<string, unknown>
  createdAt: string
  lastSeenAt: string | null
  conversationCount: number
  isBlocked: boolean
  blockReason: string | null
  profile: SiteProfile | null
}

/** Those fields of a visitor or of their details that changed; the others are left out. */
export interface VisitorFields {
  name?: string | null
  email?: string | null
  isBlocked?: boolean
  profile?: SiteProfile
}

/** What a widget may say when it connects (`auth`). */
export interface VisitorHandshake {
  visitorToken?: string | null
  identity?: string | null
}

/** `visitorIsTyping`, from a visitor. */
export interface VisitorIsTyping {
  isTyping: boolean
}

/** `visitorStatusChanged`, to members. */
export interface VisitorStatusChanged {
  visitorUid: string
  visitorId: number | null
  isOnline: boolean
}

/** `visitorIsTyping`, to members. */
export interface VisitorTyping {
  conversationId: number
  visitorUid: string
  isTyping: boolean
}

/** `visitorUpdated`, to members. */
export interface VisitorUpdated {
  visitorId: number
  fields: VisitorFields
  feedSeq?: number
}

/** Wait until the visitor writes again. */
export interface WaitForReplyNode {
  type: 'wait_for_reply'
  id: string
  name: string
  position: CanvasPosition
}

/** What the widget looks like and says; replaced as a whole. `awayMessage` is said outside business hours and while no one is there; `asksForEmail` is whether the widget then asks for an address to answer to. */
export interface WidgetGroup {
  theme: WidgetTheme
  accentColor: string
  side: WidgetSide
  greeting: string
  suggestions: string[]
  launcherLabel: string
  locale: Locale
  awayMessage: string
  asksForEmail: boolean
}

/** When and where the widget last asked for its settings; null until it did. */
export interface WidgetSeen {
  seenAt: string | null
  origin: string | null
}

/** How the widget looks; answered by GET and replaced as a whole by PUT. */
export interface WidgetSettings {
  theme: WidgetTheme
  accentColor: string
  side: WidgetSide
  greeting: string
  suggestions: string[]
  launcherLabel: string
  locale: Locale
}

/** A workflow with its draft and what is wrong with that. */
export interface Workflow {
  id: number
  name: string
  version: number
  publishedNumber: number | null
  lastNumber: number
  hasUnpublishedChanges: boolean
  definition: WorkflowDefinition
  problems: WorkflowProblem[]
  createdAt: string
  updatedAt: string
}

/** A directed graph. */
export interface WorkflowDefinition {
  nodes: (StartNode | MessageNode | ConditionNode | SwitchNode | ActionNode | LlmNode | WaitForReplyNode | EndNode)[]
  edges: WorkflowEdge[]
}

/** How one definition differs from an earlier one. Where nodes stand does not count. */
export interface WorkflowDiff {
  added: NodeChange[]
  removed: NodeChange[]
  changed: NodeChange[]
  addedEdges: string[]
  removedEdges: string[]
}

/** From one way out of a node to another node. `exit` is `next`, `yes`, `no`, `failed`, a case's key, or `default`. */
export interface WorkflowEdge {
  source: string
  exit: string
  target: string
}

/** `POST /projects/{id}/workflows/import`; what an export gives. */
export interface WorkflowFile {
  format: 'frontdesk.workflow'
  formatVersion: 1
  name: string
  definition: WorkflowDefinition
}

/** The workflows of a project, oldest first. */
export interface WorkflowPage {
  data: WorkflowSummary[]
  nextCursor: string | null
}

/** What is wrong, and where; without a node it is about the whole. */
export interface WorkflowProblem {
  message: string
  severity: Severity
  nodeId: string | null
  field: string | null
}

/** Everything that is wrong with a definition. */
export interface WorkflowProblems {
  problems: WorkflowProblem[]
}

/** A workflow as the list shows it. */
export interface WorkflowSummary {
  id: number
  name: string
  version: number
  publishedNumber: number | null
  lastNumber: number
  nodeCount: number
  errorCount: number
  createdAt: string
  updatedAt: string
}

/** A version as the list shows it. */
export interface WorkflowVersion {
  number: number
  remark: string
  restoredNumber: number | null
  publishedByName: string
  isPublished: boolean
  createdAt: string
}

/** A version, and how it differs from the one before it. */
export interface WorkflowVersionDetails {
  version: WorkflowVersion
  definition: WorkflowDefinition
  diff: WorkflowDiff
}

/** The versions of a workflow, newest first. */
export interface WorkflowVersionPage {
  data: WorkflowVersion[]
  nextCursor: string | null
}

/** `POST /projects/{pid}/canned-responses`. */
export interface WriteCannedResponse {
  shortcut: string
  content: string
}

/** `POST …/conversations/{id}/notes`. */
export interface WriteNote {
  text: string
}

/** `POST /projects/{pid}/tags`. */
export interface WriteTag {
  name: string
  colour?: string
}

/** What a visitor may ask, and the answer. */
export interface VisitorRequests {
  identify: { payload: Identify; answer: Identified }
  sendMessage: { payload: SendMessage; answer: SentAck }
  fetchMessages: { payload: FetchMessages; answer: MessagesAck }
  messagesDelivered: { payload: UpToSeq; answer: OkAck }
  messagesRead: { payload: UpToSeq; answer: OkAck }
  setContact: { payload: SetContact; answer: OkAck }
  setProfile: { payload: SiteProfile; answer: ProfileAck }
  visitorIsTyping: { payload: VisitorIsTyping; answer: OkAck }
  updateContext: { payload: UpdateContext; answer: OkAck }
  setAiEnabled: { payload: SetAiEnabled; answer: OkAck }
  requestHuman: { payload: RequestHuman; answer: OkAck }
}

/** What an agent may ask, and the answer. */
export interface AgentRequests {
  joinProjectRoom: { payload: JoinProjectRoom; answer: JoinedProjectRoom }
  leaveProjectRoom: { payload: LeaveProjectRoom; answer: OkAck }
  agentPresence: { payload: AgentPresence; answer: OkAck }
}

/** What a visitor hears over the socket. */
export interface VisitorNotices {
  conversationHistory: ConversationHistory
  messageSent: MessageSent
  messageFailed: MessageFailed
  agentReplied: Message
  conversationUpdated: VisitorConversationUpdated
  conversationHead: ConversationHead
  messageStatusChanged: MessageStatusChanged
  chatClosed: ChatClosed
  agentIsTyping: AgentIsTyping
  queuePosition: QueuePosition
  eventRefused: EventRefused
}

/** What an agent hears over the socket. */
export interface AgentNotices {
  newMessage: NewMessage
  conversationUpdated: ConversationUpdated
  messageStatusChanged: MessageStatusChanged
  feedHead: FeedHead
  visitorUpdated: VisitorUpdated
  visitorStatusChanged: VisitorStatusChanged
  visitorIsTyping: VisitorTyping
  visitorContextUpdated: VisitorContextUpdated
  agentStatusChanged: AgentStatusChanged
  agentViewing: AgentViewing
  agentTyping: ColleagueTyping
  'automation.triggered': AutomationTriggered
  managersAlerted: ManagersAlerted
  noteAdded: Note
  noteUpdated: Note
  noteDeleted: NoteDeleted
  cannedChanged: CannedChanged
  tagsChanged: TagsChanged
  projectUpdated: ProjectUpdated
  responderTyping: ResponderTyping
  draftCreated: Draft
  draftDiscarded: DraftDiscarded
  eventRefused: EventRefused
}

/** The notices kept in a project's feed, numbered. */
export interface FeedEvents {
  newMessage: NewMessage
  conversationUpdated: ConversationUpdated
  messageStatusChanged: MessageStatusChanged
  visitorUpdated: VisitorUpdated
  'automation.triggered': AutomationTriggered
  managersAlerted: ManagersAlerted
  noteAdded: Note
  noteUpdated: Note
  noteDeleted: NoteDeleted
  cannedChanged: CannedChanged
  tagsChanged: TagsChanged
  projectUpdated: ProjectUpdated
  draftCreated: Draft
  draftDiscarded: DraftDiscarded
}
