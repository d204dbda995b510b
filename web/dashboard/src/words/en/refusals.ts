import type { ErrorCode, Reason } from '@frontdesk/protocol'

/** Where the server's sentence says which and how many, it stays the better one: not listed. */
const byReason: { readonly [Name in Reason]?: string } = {
  account_disabled: 'This account is deactivated. Ask an owner to activate it.',
  ai_turned_off: 'AI is turned off for this visitor.',
  another_conversation_open: 'This visitor already has another open conversation.',
  answering_already: 'The assistant is answering right now. What it writes is shown here.',
  at_capacity: 'You have as many chats as one agent may have. Answer one first.',
  budget_spent: 'The assistant has used up its tokens for today.',
  chat_budget_spent: 'The assistant has used up its tokens for this chat.',
  chat_not_open: 'This chat is closed. Reopen it first.',
  draft_decided: 'Somebody has already sent or discarded this draft.',
  email_taken: 'This address already has an account. Sign in first.',
  empty_message: 'Write something first.',
  empty_note: 'Write something first.',
  finished: 'This conversation is finished. Reopen it first.',
  invitation_for_another: 'This invitation is for another e-mail address.',
  invitation_over: 'This invitation was used or revoked, or it has expired.',
  last_owner: 'A project needs at least one owner.',
  member_already: 'You are already a member of this project.',
  member_elsewhere:
    'This person also belongs to projects you do not own. Remove them from this one instead.',
  member_unavailable: 'This member is not available right now. Choose someone else.',
  message_too_long: 'This message is too long.',
  no_answer: 'No language model answered.',
  no_provider: 'No language model is set up.',
  no_such_member: 'This person is no longer a member.',
  no_second_factor: 'Your account has no second factor.',
  not_assigned: 'Nobody has this chat.',
  not_stuck: 'This chat is no longer stuck.',
  not_the_author: 'Only its author can change this note.',
  nothing_to_answer: 'The visitor has not written anything yet.',
  own_account: 'You cannot deactivate your own account.',
  password_changed_meanwhile: 'The password was just changed somewhere else.',
  password_link_over: 'This link was used, has expired, or was replaced by a newer one.',
  password_needed: 'This needs your password again.',
  projects_opened_by_owners:
    'Here, only owners of a project open another. Ask an owner to open it and to invite you.',
  providers_unavailable: 'No language model can be reached right now.',
  role_too_low: 'Your role does not allow this.',
  second_factor_needed: 'Your account also needs a code from your authenticator app.',
  second_factor_on: 'Your account already has a second factor.',
  set_up_link_over: 'This set-up link was used, or it has expired.',
  shortcut_taken: 'Another canned reply already has this shortcut.',
  sign_in_busy: 'Too many people are signing in right now. Please try again.',
  sign_in_slowed:
    'Too many wrong passwords for this account. A browser that signed in before still can.',
  stale: 'Somebody else changed this in the meantime.',
  tag_name_taken: 'There is already a tag with this name.',
  too_many_attempts: 'Too many attempts. Please wait a little.',
  visitor_blocked: 'This visitor is blocked. Unblock them first.',
  workflow_has_errors: 'This workflow has errors. Fix them first.',
  workflow_in_use: 'Conversations use this workflow, so it cannot be deleted.',
  workflow_name_taken: 'Another workflow already has this name.',
  wrong_code: 'This code is wrong or was used before. Wait for the next one.',
  wrong_credentials: 'E-mail and password do not match.',
  wrong_current_password: 'This is not your current password.',
}

/** For reasons this version has never heard of. */
const byCode: { readonly [Code in ErrorCode]?: string } = {
  internal: 'Something went wrong on the server.',
  unavailable: 'The server cannot do this right now. Please try again.',
}

export const refusals = { byReason, byCode }
