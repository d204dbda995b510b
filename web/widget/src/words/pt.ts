import { pluralsOf } from '@frontdesk/client'
import type { Words } from './words.ts'

const plural = pluralsOf('pt')

const messages = (count: number) =>
  plural(count, { one: `${count} mensagem`, other: `${count} mensagens` })

export const words: Words = {
  chat: 'Chat',
  close: 'Fechar o chat',
  compose: 'Escreva uma mensagem',
  send: 'Enviar',
  history: 'Mensagens',
  suggestions: 'Sugestões',
  today: 'Hoje',
  yesterday: 'Ontem',
  visitor: 'Você',
  team: 'Equipe',
  ai: 'IA',
  aiOn: 'Ativar a IA',
  aiOff: 'Desativar a IA',
  aiIsOff: 'A IA está desativada. Aqui quem responde são pessoas.',
  askForPerson: 'Falar com uma pessoa',
  personComes: 'Uma pessoa responderá a você aqui.',
  deleted: 'Esta mensagem foi apagada.',
  edited: 'editada',
  latest: 'Últimas mensagens',
  newMessages: (count) =>
    plural(count, { one: `${count} mensagem nova`, other: `${count} mensagens novas` }),
  loadingOlder: 'Carregando mensagens anteriores…',
  typing: (name) => `${name} está escrevendo…`,
  with: (name) => `Com ${name}`,
  online: 'Estamos online',
  usually: (duration) => `Costuma responder em ${duration}`,
  away: 'Não há ninguém online neste momento',
  backToday: (time) => `Voltamos às ${time}`,
  backTomorrow: (time) => `Voltamos amanhã às ${time}`,
  backOn: (day, time) => `Voltamos em ${day} às ${time}`,
  queue: (position, minutes) => {
    const place = position === 1 ? 'É a sua vez a seguir' : `Está na posição ${position} da fila`
    return minutes === null ? place : `${place} · cerca de ${minutes} min`
  },
  askEmail: 'Não há ninguém no momento. Você pode deixar um e-mail para a equipe.',
  email: 'Endereço de e-mail',
  emailSave: 'Guardar',
  emailSkip: 'Agora não',
  emailInvalid: 'Isto não é um endereço de e-mail.',
  tryAgain: 'Não funcionou. Tente novamente.',
  emailKept: 'Obrigado. Guardamos seu endereço para a equipe.',
  blocked: 'Este chat está fechado.',
  closed: 'Esta conversa foi encerrada.',
  newConversation: 'Escreva para começar outra.',
  goOn: 'Escreva para continuar.',
  sending: 'Enviando',
  sent: 'Enviada',
  delivered: 'Entregue',
  read: 'Lida',
  readAt: (time) => `Lida às ${time}`,
  dismiss: 'Dispensar',
  failed: 'Não enviada',
  retry: 'Tentar de novo',
  discard: 'Descartar',
  offline: 'Sem conexão. Sua mensagem está guardada e será enviada.',
  connecting: 'Conectando…',
  refused: 'O chat não está disponível nesta página.',
  charactersLeft: (count) =>
    plural(count, { one: `Resta ${count} caractere`, other: `Restam ${count} caracteres` }),
  charactersOver: (count) =>
    plural(count, { one: `${count} caractere a mais`, other: `${count} caracteres a mais` }),
  fewLeft: (limit, left) => {
    const rest = plural(left, { one: `resta ${left}`, other: `restam ${left}` })
    return `Até ${messages(limit)} por minuto: ${rest}.`
  },
  rateLimit: (limit, seconds) => `Até ${messages(limit)} por minuto. A próxima em ${seconds} s.`,
  heldBack: 'Muitas pessoas estão escrevendo agora. Sua mensagem será enviada em instantes.',
  reasonTooLong: 'A mensagem é longa demais.',
  reasonConflict: 'Esta mensagem já foi enviada com outro texto.',
  reasonOther: 'O servidor recusou esta mensagem.',
  soundOn: 'Ativar o som',
  soundOff: 'Desativar o som',
  says: (name, text) => `${name}: ${text}`,
}
