const list = new Intl.ListFormat('en', { type: 'conjunction' })

export const form = {
  isNeeded: 'This is needed.',
  between: (min: number, max: number) =>
    `A whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}.`,
  unsavedChanges: 'Unsaved changes',
  saving: 'Saving…',
  savedMeanwhile:
    'Somebody else saved these settings in the meantime. What you typed is kept: look at it again, then save it over theirs.',
  someoneElseChanged: (fields: readonly string[]) =>
    `Somebody else has changed ${list.format(fields.map((field) => `“${field}”`))} in the meantime, too. What you typed is kept.`,
  useTheirs: 'Use theirs',
  saveMine: 'Save mine over it',
  leaveWithoutSaving: 'Leave without saving?',
  whatYouChangedIsNotSaved: 'What you changed on this page is not saved yet.',
  leave: 'Leave without saving',
  stay: 'Stay here',
  managersTakeCare: 'Managers take care of this',
  onlyManagersChange:
    'Ask a manager or an owner of the project if something here should be different.',
}
