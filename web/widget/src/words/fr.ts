import { pluralsOf } from '@frontdesk/client'
import type { Words } from './words.ts'

const plural = pluralsOf('fr')

const messages = (count: number) =>
  plural(count, { one: `${count} message`, other: `${count} messages` })

export const words: Words = {
  chat: 'Discussion',
  close: 'Fermer la discussion',
  compose: 'Écrire un message',
  send: 'Envoyer',
  history: 'Messages',
  suggestions: 'Suggestions',
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  visitor: 'Vous',
  team: 'Équipe',
  ai: 'IA',
  aiOn: 'Activer l’IA',
  aiOff: 'Désactiver l’IA',
  aiIsOff: 'L’IA est désactivée. Des personnes vous répondent ici.',
  askForPerson: 'Parler à une personne',
  personComes: 'Une personne vous répondra ici.',
  deleted: 'Ce message a été supprimé.',
  edited: 'modifié',
  latest: 'Derniers messages',
  newMessages: (count) =>
    plural(count, { one: `${count} nouveau message`, other: `${count} nouveaux messages` }),
  loadingOlder: 'Chargement des messages précédents…',
  typing: (name) => `${name} écrit…`,
  with: (name) => `Avec ${name}`,
  online: 'Nous sommes en ligne',
  usually: (duration) => `Répond en général en ${duration}`,
  away: 'Personne n’est en ligne pour le moment',
  backToday: (time) => `De retour à ${time}`,
  backTomorrow: (time) => `De retour demain à ${time}`,
  backOn: (day, time) => `De retour ${day} à ${time}`,
  queue: (position, minutes) => {
    const place = position === 1 ? 'C’est bientôt à vous' : `Vous êtes ${position}e dans la file`
    return minutes === null ? place : `${place} · environ ${minutes} min`
  },
  askEmail: 'Personne n’est là pour le moment. Vous pouvez laisser une adresse e-mail à l’équipe.',
  email: 'Adresse e-mail',
  emailSave: 'Enregistrer',
  emailSkip: 'Pas maintenant',
  emailInvalid: 'Ce n’est pas une adresse e-mail.',
  tryAgain: 'Cela n’a pas fonctionné. Veuillez réessayer.',
  emailKept: 'Merci. Nous gardons votre adresse pour l’équipe.',
  blocked: 'Cette discussion est fermée.',
  closed: 'Cette conversation est terminée.',
  newConversation: 'Écrivez pour en commencer une nouvelle.',
  goOn: 'Écrivez pour la reprendre.',
  sending: 'Envoi en cours',
  sent: 'Envoyé',
  delivered: 'Distribué',
  read: 'Lu',
  readAt: (time) => `Lu à ${time}`,
  dismiss: 'Masquer',
  failed: 'Non envoyé',
  retry: 'Réessayer',
  discard: 'Abandonner',
  offline: 'Pas de connexion. Votre message est conservé et sera envoyé.',
  connecting: 'Connexion…',
  refused: 'La discussion n’est pas disponible sur cette page.',
  charactersLeft: (count) =>
    plural(count, { one: `${count} caractère restant`, other: `${count} caractères restants` }),
  charactersOver: (count) =>
    plural(count, { one: `${count} caractère en trop`, other: `${count} caractères en trop` }),
  fewLeft: (limit, left) => `${messages(limit)} par minute au plus : encore ${left}.`,
  rateLimit: (limit, seconds) =>
    `${messages(limit)} par minute au plus. Prochain dans ${seconds} s.`,
  heldBack:
    'Beaucoup de personnes écrivent en ce moment. Votre message sera envoyé dans un instant.',
  reasonTooLong: 'Le message est trop long.',
  reasonConflict: 'Ce message a déjà été envoyé avec un autre texte.',
  reasonOther: 'Le serveur a refusé ce message.',
  soundOn: 'Activer le son',
  soundOff: 'Couper le son',
  says: (name, text) => `${name} : ${text}`,
}
