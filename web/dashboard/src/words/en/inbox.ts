export const inbox = {
  theListCould: 'The list could not be shown',
  chooseAConversation: 'Choose a conversation',
  putTheWidget: 'Put the widget on your site',
  keysHint: '{next} and {previous} move through the list, {help} shows all shortcuts.',
}
