// Generated from docs/api/openapi.json by `make protocol`. Do not edit.

import type * as wire from './wire.ts'

/**
 * What each address below `/api/v1` takes and answers, by method. An address with ids in it is a
 * pattern: the entry of `/projects/7/tags` is the one of `/projects/${number}/tags`.
 */
export interface Operations {
  GET: {
    [path: `/auth/password-links/${string}`]: {
      takes: object
      answer: wire.PasswordLinkStatus
    }
    '/auth/session': {
      takes: object
      answer: wire.SignedIn
    }
    '/auth/sessions': {
      takes: object
      answer: wire.SessionPage
    }
    [path: `/invitations/${string}`]: {
      takes: object
      answer: wire.InvitationPreview
    }
    '/projects': {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.ProjectPage
    }
    [path: `/projects/${number}`]: {
      takes: object
      answer: wire.Project
    }
    [path: `/projects/${number}/audit-log`]: {
      takes: { query?: { user?: number; kind?: wire.AuditKind; from?: string; to?: string; cursor?: string; limit?: number; format?: 'csv' | 'json' } }
      answer: wire.AuditPage
    }
    [path: `/projects/${number}/canned-responses`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.CannedResponsePage
    }
    [path: `/projects/${number}/feed`]: {
      takes: { query?: { after?: number; limit?: number } }
      answer: wire.FeedPage
    }
    [path: `/projects/${number}/inbox/conversations`]: {
      takes: { query?: { status?: wire.ConversationStatus; chatState?: wire.ChatState; assignee?: string; tag?: string; unread?: 'true'; q?: string; cursor?: string; limit?: number } }
      answer: wire.ConversationPage
    }
    [path: `/projects/${number}/inbox/conversations/${number}`]: {
      takes: object
      answer: wire.Conversation
    }
    [path: `/projects/${number}/inbox/conversations/${number}/assignments`]: {
      takes: object
      answer: wire.AssignmentPage
    }
    [path: `/projects/${number}/inbox/conversations/${number}/drafts`]: {
      takes: object
      answer: wire.DraftPage
    }
    [path: `/projects/${number}/inbox/conversations/${number}/events`]: {
      takes: object
      answer: wire.ConversationEventPage
    }
    [path: `/projects/${number}/inbox/conversations/${number}/messages`]: {
      takes: { query?: { beforeSeq?: number; afterSeq?: number; limit?: number } }
      answer: wire.MessagePage
    }
    [path: `/projects/${number}/inbox/conversations/${number}/notes`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.NotePage
    }
    [path: `/projects/${number}/inbox/conversations/${number}/responder`]: {
      takes: object
      answer: wire.ResponderStatus
    }
    [path: `/projects/${number}/inbox/conversations/${number}/runs`]: {
      takes: object
      answer: wire.ResponderRuns
    }
    [path: `/projects/${number}/inbox/conversations/${number}/trace`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.TurnTracePage
    }
    [path: `/projects/${number}/inbox/visitors/${number}`]: {
      takes: object
      answer: wire.VisitorDetails
    }
    [path: `/projects/${number}/invitations`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.InvitationPage
    }
    [path: `/projects/${number}/members`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.MemberPage
    }
    [path: `/projects/${number}/queue`]: {
      takes: object
      answer: wire.QueueOverview
    }
    [path: `/projects/${number}/reports/agents`]: {
      takes: { query?: { from?: string; to?: string; format?: 'csv' | 'json' } }
      answer: wire.AgentsReport
    }
    [path: `/projects/${number}/reports/chat-state-summary`]: {
      takes: object
      answer: wire.ChatStateSummary
    }
    [path: `/projects/${number}/reports/stuck`]: {
      takes: object
      answer: wire.StuckChats
    }
    [path: `/projects/${number}/responder`]: {
      takes: object
      answer: wire.ResponderSettings
    }
    [path: `/projects/${number}/routing-settings`]: {
      takes: object
      answer: wire.RoutingSettings
    }
    [path: `/projects/${number}/settings/assistant`]: {
      takes: object
      answer: wire.ResponderSettings
    }
    [path: `/projects/${number}/settings/general`]: {
      takes: object
      answer: wire.GeneralGroup
    }
    [path: `/projects/${number}/settings/routing`]: {
      takes: object
      answer: wire.RoutingGroup
    }
    [path: `/projects/${number}/settings/widget`]: {
      takes: object
      answer: wire.WidgetGroup
    }
    [path: `/projects/${number}/tags`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.TagPage
    }
    [path: `/projects/${number}/widget-seen`]: {
      takes: object
      answer: wire.WidgetSeen
    }
    [path: `/projects/${number}/widget-settings`]: {
      takes: object
      answer: wire.WidgetSettings
    }
    [path: `/projects/${number}/workflows`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.WorkflowPage
    }
    [path: `/projects/${number}/workflows/${number}`]: {
      takes: object
      answer: wire.Workflow
    }
    [path: `/projects/${number}/workflows/${number}/export`]: {
      takes: object
      answer: wire.WorkflowFile
    }
    [path: `/projects/${number}/workflows/${number}/versions`]: {
      takes: { query?: { cursor?: string; limit?: number } }
      answer: wire.WorkflowVersionPage
    }
    [path: `/projects/${number}/workflows/${number}/versions/${number}`]: {
      takes: object
      answer: wire.WorkflowVersionDetails
    }
    [path: `/public/projects/${number}/settings`]: {
      takes: object
      answer: wire.PublicSettings
    }
    '/setup': {
      takes: object
      answer: wire.SetUpNeeded
    }
    [path: `/setup/${string}`]: {
      takes: object
      answer: wire.SetUpStatus
    }
    '/user/me': {
      takes: object
      answer: wire.User
    }
    '/user/second-factor': {
      takes: object
      answer: wire.SecondFactorStatus
    }
    '/workflow.schema.json': {
      takes: object
      answer: Record<string, unknown>
    }
  }
  POST: {
    '/auth/change-password': {
      takes: { body: wire.ChangePassword }
      answer: undefined
    }
    '/auth/confirm': {
      takes: { body: wire.ConfirmPassword }
      answer: undefined
    }
    '/auth/login': {
      takes: { body: wire.Login }
      answer: wire.SignedIn
    }
    '/auth/logout': {
      takes: object
      answer: undefined
    }
    '/auth/logout-all': {
      takes: object
      answer: undefined
    }
    [path: `/auth/password-links/${string}`]: {
      takes: { body: wire.SetPassword }
      answer: undefined
    }
    [path: `/invitations/${string}/accept`]: {
      takes: { body: wire.AcceptInvitation }
      answer: wire.AcceptedInvitation
    }
    '/projects': {
      takes: { body: wire.CreateProject; idempotencyKey?: string }
      answer: wire.Project
    }
    [path: `/projects/${number}/canned-responses`]: {
      takes: { body: wire.WriteCannedResponse; idempotencyKey?: string }
      answer: wire.CannedResponse
    }
    [path: `/projects/${number}/inbox/conversations/${number}/assignments`]: {
      takes: { body: wire.AssignChat; idempotencyKey?: string }
      answer: wire.Conversation
    }
    [path: `/projects/${number}/inbox/conversations/${number}/claim`]: {
      takes: { body?: wire.Empty }
      answer: wire.Conversation
    }
    [path: `/projects/${number}/inbox/conversations/${number}/drafts`]: {
      takes: { body: wire.Empty }
      answer: wire.DraftAsked
    }
    [path: `/projects/${number}/inbox/conversations/${number}/drafts/${number}/approve`]: {
      takes: { body: wire.ApproveDraft }
      answer: wire.Message
    }
    [path: `/projects/${number}/inbox/conversations/${number}/drafts/${number}/discard`]: {
      takes: { body: wire.Empty }
      answer: undefined
    }
    [path: `/projects/${number}/inbox/conversations/${number}/messages`]: {
      takes: { body: wire.PostMessage; idempotencyKey?: string }
      answer: wire.Message
    }
    [path: `/projects/${number}/inbox/conversations/${number}/notes`]: {
      takes: { body: wire.WriteNote; idempotencyKey?: string }
      answer: wire.Note
    }
    [path: `/projects/${number}/inbox/conversations/${number}/reassign`]: {
      takes: { body: wire.ReassignChat }
      answer: wire.Conversation
    }
    [path: `/projects/${number}/inbox/conversations/${number}/release`]: {
      takes: { body?: wire.Empty }
      answer: wire.Conversation
    }
    [path: `/projects/${number}/inbox/conversations/${number}/typing`]: {
      takes: { body: wire.AgentTyping }
      answer: undefined
    }
    [path: `/projects/${number}/inbox/visitors/${number}/block`]: {
      takes: { body: wire.BlockVisitor }
      answer: wire.VisitorDetails
    }
    [path: `/projects/${number}/invitations`]: {
      takes: { body: wire.CreateInvitation; idempotencyKey?: string }
      answer: wire.CreatedInvitation
    }
    [path: `/projects/${number}/members/${number}/deactivate`]: {
      takes: object
      answer: wire.Member
    }
    [path: `/projects/${number}/members/${number}/reactivate`]: {
      takes: object
      answer: wire.Member
    }
    [path: `/projects/${number}/queue/next`]: {
      takes: { body?: wire.Empty }
      answer: wire.Conversation | undefined
    }
    [path: `/projects/${number}/reports/stuck/${number}/fix`]: {
      takes: { body?: wire.Empty }
      answer: wire.Conversation
    }
    [path: `/projects/${number}/responder/try`]: {
      takes: { body: wire.TryResponder }
      answer: wire.TriedResponder
    }
    [path: `/projects/${number}/tags`]: {
      takes: { body: wire.WriteTag; idempotencyKey?: string }
      answer: wire.Tag
    }
    [path: `/projects/${number}/workflows`]: {
      takes: { body: wire.CreateWorkflow; idempotencyKey?: string }
      answer: wire.Workflow
    }
    [path: `/projects/${number}/workflows/check`]: {
      takes: { body: wire.CheckWorkflow }
      answer: wire.WorkflowProblems
    }
    [path: `/projects/${number}/workflows/import`]: {
      takes: { body: wire.WorkflowFile; idempotencyKey?: string }
      answer: wire.Workflow
    }
    [path: `/projects/${number}/workflows/${number}/dry-run`]: {
      takes: { body: wire.DryRun }
      answer: wire.DryRunResult
    }
    [path: `/projects/${number}/workflows/${number}/publish`]: {
      takes: { body: wire.PublishWorkflow; ifMatch?: number }
      answer: wire.Workflow
    }
    [path: `/projects/${number}/workflows/${number}/rollback`]: {
      takes: { body: wire.RollBackWorkflow }
      answer: wire.Workflow
    }
    [path: `/projects/${number}/workflows/${number}/unpublish`]: {
      takes: { body: wire.Empty; ifMatch?: number }
      answer: wire.Workflow
    }
    [path: `/setup/${string}`]: {
      takes: { body: wire.SetUp }
      answer: wire.SetUpDone
    }
    '/user/second-factor': {
      takes: object
      answer: wire.SecondFactorEnrolment
    }
    '/user/second-factor/confirm': {
      takes: { body: wire.ConfirmSecondFactor }
      answer: wire.RecoveryCodes
    }
    '/user/second-factor/recovery-codes': {
      takes: object
      answer: wire.RecoveryCodes
    }
  }
  PUT: {
    [path: `/projects/${number}/responder`]: {
      takes: { body: wire.PutResponder; ifMatch?: number }
      answer: wire.ResponderSettings
    }
    [path: `/projects/${number}/routing-settings`]: {
      takes: { body: wire.RoutingSettings; ifMatch?: number }
      answer: wire.RoutingSettings
    }
    [path: `/projects/${number}/settings/assistant`]: {
      takes: { body: wire.PutResponder; ifMatch?: number }
      answer: wire.ResponderSettings
    }
    [path: `/projects/${number}/settings/general`]: {
      takes: { body: wire.GeneralGroup; ifMatch?: number }
      answer: wire.GeneralGroup
    }
    [path: `/projects/${number}/settings/routing`]: {
      takes: { body: wire.RoutingGroup; ifMatch?: number }
      answer: wire.RoutingGroup
    }
    [path: `/projects/${number}/settings/widget`]: {
      takes: { body: wire.WidgetGroup; ifMatch?: number }
      answer: wire.WidgetGroup
    }
    [path: `/projects/${number}/widget-settings`]: {
      takes: { body: wire.WidgetSettings; ifMatch?: number }
      answer: wire.WidgetSettings
    }
  }
  PATCH: {
    [path: `/projects/${number}`]: {
      takes: { body: wire.PatchProject; ifMatch?: number }
      answer: wire.Project
    }
    [path: `/projects/${number}/canned-responses/${number}`]: {
      takes: { body: wire.PatchCannedResponse }
      answer: wire.CannedResponse
    }
    [path: `/projects/${number}/inbox/conversations/${number}`]: {
      takes: { body: wire.PatchConversation; ifMatch?: number }
      answer: wire.Conversation
    }
    [path: `/projects/${number}/inbox/conversations/${number}/notes/${number}`]: {
      takes: { body: wire.EditNote }
      answer: wire.Note
    }
    [path: `/projects/${number}/members/${number}`]: {
      takes: { body: wire.PatchMember }
      answer: wire.Member
    }
    [path: `/projects/${number}/tags/${number}`]: {
      takes: { body: wire.PatchTag }
      answer: wire.Tag
    }
    [path: `/projects/${number}/workflows/${number}`]: {
      takes: { body: wire.PatchWorkflow; ifMatch?: number }
      answer: wire.Workflow
    }
    '/user/me': {
      takes: { body: wire.PatchMe }
      answer: wire.User
    }
  }
  DELETE: {
    [path: `/auth/sessions/${number}`]: {
      takes: object
      answer: undefined
    }
    [path: `/projects/${number}`]: {
      takes: object
      answer: undefined
    }
    [path: `/projects/${number}/canned-responses/${number}`]: {
      takes: object
      answer: undefined
    }
    [path: `/projects/${number}/inbox/conversations/${number}/assignments`]: {
      takes: object
      answer: wire.Conversation
    }
    [path: `/projects/${number}/inbox/conversations/${number}/notes/${number}`]: {
      takes: object
      answer: undefined
    }
    [path: `/projects/${number}/inbox/visitors/${number}/block`]: {
      takes: object
      answer: wire.VisitorDetails
    }
    [path: `/projects/${number}/invitations/${number}`]: {
      takes: object
      answer: undefined
    }
    [path: `/projects/${number}/members/${number}`]: {
      takes: object
      answer: undefined
    }
    [path: `/projects/${number}/tags/${number}`]: {
      takes: object
      answer: undefined
    }
    [path: `/projects/${number}/workflows/${number}`]: {
      takes: object
      answer: undefined
    }
    '/user/second-factor': {
      takes: object
      answer: undefined
    }
  }
}
