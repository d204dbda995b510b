"""The few things the demo model says, in the languages of the widget, and what it listens for."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language: what is said, and what greets, thanks, agrees, or wants a person."""

    hello: str
    welcome: str
    handing_over: str
    passed_on: str
    noted: str
    who: str
    offer: str
    cannot: str
    greets: re.Pattern[str]
    thanks: re.Pattern[str]
    agrees: re.Pattern[str]
    wants_a_person: re.Pattern[str]
    asks_who: re.Pattern[str]


def _spoken(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _words(pattern: str) -> re.Pattern[str]:
    return _spoken(rf"(?<!\w)(?:{pattern})(?!\w)")


ENGLISH = Phrases(
    hello="Hello! I am the automatic assistant here. What can I do for you?",
    welcome="You are welcome. Is there anything else?",
    handing_over="Of course. I am passing you on to the team; a person will answer you here.",
    passed_on="I have passed this on to the team. A person will answer you here.",
    noted="Thank you, that is noted. Is there anything else?",
    who="I am an automatic assistant. If you would rather talk to a person, just say so.",
    offer="I do not know that for certain, but I can pass this on to the team. Shall I?",
    cannot="I can pass this on to the team. Please leave your question here, and they will answer.",
    greets=_words("hello|hi|hey|greetings|morning|afternoon|evening"),
    thanks=_words("thanks|thank|thx|cheers"),
    agrees=_words("yes|yeah|sure|ok|okay|please"),
    wants_a_person=_words(
        "person|human|agent|someone|somebody|operator|representative|real people"
    ),
    asks_who=_words(r"(?:who|what) are you|are you (?:a |an )?(?:bot|robot|ai|machine)"),
)

LANGUAGES: dict[str, Phrases] = {
    "en": ENGLISH,
    "de": Phrases(
        hello="Hallo! Ich bin der automatische Assistent. Was kann ich für Sie tun?",
        welcome="Gern geschehen. Kann ich sonst noch etwas tun?",
        handing_over="Natürlich. Ich gebe Sie an das Team weiter; hier antwortet Ihnen ein Mensch.",
        passed_on="Ich habe das an das Team weitergegeben. Hier antwortet Ihnen ein Mensch.",
        noted="Danke, das ist notiert. Kann ich sonst noch etwas tun?",
        who="Ich bin ein automatischer Assistent. Wenn Sie lieber mit einem Menschen sprechen, "
        "sagen Sie es einfach.",
        offer="Das weiß ich nicht sicher, aber ich kann es an das Team weitergeben. Soll ich?",
        cannot="Ich kann das an das Team weitergeben. Bitte schreiben Sie Ihre Frage hierher.",
        greets=_words("hallo|moin|servus|guten (?:tag|morgen|abend)|grüß gott"),
        thanks=_words("danke|dankeschön|vielen dank"),
        agrees=_words("ja|gern|gerne|bitte|klar|okay|ok"),
        wants_a_person=_words("mensch(?:en)?|person|mitarbeiter(?:in)?|jemand(?:em|en)?|berater"),
        asks_who=_words(
            r"wer (?:sind sie|bist du)|(?:sind sie|bist du) ein (?:bot|roboter|mensch)"
        ),
    ),
    "fr": Phrases(
        hello="Bonjour ! Je suis l'assistant automatique. Que puis-je faire pour vous ?",
        welcome="Avec plaisir. Puis-je faire autre chose pour vous ?",
        handing_over="Bien sûr. Je vous passe l'équipe ; une personne vous répondra ici.",
        passed_on="J'ai transmis votre demande à l'équipe. Une personne vous répondra ici.",
        noted="Merci, c'est noté. Puis-je faire autre chose pour vous ?",
        who="Je suis un assistant automatique. Si vous préférez parler à une personne, dites-le.",
        offer="Je n'en suis pas certain, mais je peux transmettre à l'équipe. Je le fais ?",
        cannot="Je peux transmettre à l'équipe. Laissez votre question ici, elle vous répondra.",
        greets=_words("bonjour|bonsoir|salut|coucou"),
        thanks=_words("merci"),
        agrees=_words("oui|d'accord|volontiers|ok|bien sûr"),
        wants_a_person=_words("personne|humain|conseill(?:er|ère)|quelqu'un|un agent"),
        asks_who=_words(r"qui (?:êtes-vous|es-tu)|(?:êtes-vous|es-tu) un (?:robot|bot|humain)"),
    ),
    "es": Phrases(
        hello="¡Hola! Soy el asistente automático. ¿En qué puedo ayudarle?",
        welcome="De nada. ¿Puedo ayudarle en algo más?",
        handing_over="Claro. Le paso con el equipo; una persona le responderá aquí.",
        passed_on="He pasado su consulta al equipo. Una persona le responderá aquí.",
        noted="Gracias, queda anotado. ¿Puedo ayudarle en algo más?",
        who="Soy un asistente automático. Si prefiere hablar con una persona, dígamelo.",
        offer="No lo sé con seguridad, pero puedo pasarlo al equipo. ¿Lo hago?",
        cannot="Puedo pasarlo al equipo. Deje aquí su pregunta y le responderán.",
        greets=_words("hola|buenos días|buenas(?: tardes| noches)?"),
        thanks=_words("gracias"),
        agrees=_words("sí|si|claro|vale|de acuerdo|ok"),
        wants_a_person=_words("persona|humano|agente|alguien|operador(?:a)?"),
        asks_who=_words(r"quién (?:es usted|eres)|(?:es usted|eres) un (?:robot|bot|humano)"),
    ),
    "pt": Phrases(
        hello="Olá! Sou o assistente automático. Em que posso ajudar?",
        welcome="De nada. Posso ajudar em mais alguma coisa?",
        handing_over="Claro. Vou passar à equipe; uma pessoa responderá aqui.",
        passed_on="Passei o seu pedido à equipe. Uma pessoa responderá aqui.",
        noted="Obrigado, está anotado. Posso ajudar em mais alguma coisa?",
        who="Sou um assistente automático. Se preferir falar com uma pessoa, é só dizer.",
        offer="Não sei ao certo, mas posso passar isto à equipe. Posso fazer isso?",
        cannot="Posso passar isto à equipe. Deixe aqui a sua pergunta e eles responderão.",
        greets=_words("olá|oi|bom dia|boa (?:tarde|noite)"),
        thanks=_words("obrigad[oa]"),
        agrees=_words("sim|claro|pode|ok|por favor"),
        wants_a_person=_words("pessoa|humano|atendente|alguém"),
        asks_who=_words(r"quem (?:é você|és tu)|(?:você é|és) um (?:robô|bot|humano)"),
    ),
    "vi": Phrases(
        hello="Xin chào! Tôi là trợ lý tự động. Tôi có thể giúp gì cho bạn?",
        welcome="Không có gì. Bạn cần giúp gì nữa không?",
        handing_over="Vâng. Tôi chuyển bạn đến đội ngũ; một nhân viên sẽ trả lời bạn tại đây.",
        passed_on="Tôi đã chuyển đến đội ngũ. Một nhân viên sẽ trả lời bạn tại đây.",
        noted="Cảm ơn, tôi đã ghi lại. Bạn cần giúp gì nữa không?",
        who="Tôi là trợ lý tự động. Nếu bạn muốn nói chuyện với nhân viên, hãy cho tôi biết.",
        offer="Tôi không chắc về điều đó, nhưng tôi có thể chuyển đến đội ngũ. Bạn đồng ý không?",
        cannot="Tôi có thể chuyển đến đội ngũ. Hãy để lại câu hỏi tại đây, họ sẽ trả lời.",
        greets=_words("xin chào|chào(?: bạn| anh| chị)?"),
        thanks=_words("cảm ơn|cám ơn"),
        agrees=_words("vâng|dạ|được|đồng ý|có|ok"),
        wants_a_person=_words("nhân viên|người thật|con người|tư vấn viên"),
        asks_who=_words("bạn là ai|bạn là (?:robot|bot|người)"),
    ),
    "ja": Phrases(
        hello="こんにちは。自動アシスタントです。どのようなご用件でしょうか。",
        welcome="どういたしまして。ほかにご用件はありますか。",
        handing_over="かしこまりました。担当者におつなぎします。ここで担当者がお答えします。",
        passed_on="担当者にお伝えしました。ここで担当者がお答えします。",
        noted="ありがとうございます。承りました。ほかにご用件はありますか。",
        who="自動アシスタントです。担当者とお話しになりたい場合は、そうお知らせください。",
        offer="確かなことは分かりませんが、担当者にお伝えできます。お伝えしましょうか。",
        cannot="担当者にお伝えできます。ご質問をここに残してください。お答えします。",
        greets=_spoken("こんにちは|こんばんは|おはよう|はじめまして"),
        thanks=_spoken("ありがとう|感謝"),
        agrees=_spoken("^(?:はい|ええ|お願い)|お願いします"),
        wants_a_person=_spoken("担当者|人間|人と話|スタッフ|オペレーター"),
        asks_who=_spoken("(?:あなた|君)は(?:誰|だれ|ロボット|ボット|人間)"),
    ),
    "ar": Phrases(
        hello="مرحبًا! أنا المساعد الآلي. كيف يمكنني مساعدتك؟",
        welcome="على الرحب والسعة. هل هناك شيء آخر؟",
        handing_over="بالطبع. سأحولك إلى الفريق، وسيجيبك شخص هنا.",
        passed_on="لقد أبلغت الفريق. سيجيبك شخص هنا.",
        noted="شكرًا، تم تسجيل ذلك. هل هناك شيء آخر؟",
        who="أنا مساعد آلي. إذا كنت تفضل التحدث إلى شخص، فأخبرني بذلك.",
        offer="لست متأكدًا من ذلك، لكن يمكنني إبلاغ الفريق. هل أفعل؟",
        cannot="يمكنني إبلاغ الفريق. اترك سؤالك هنا وسيجيبونك.",
        greets=_spoken("مرحب|أهلا|السلام عليكم|صباح الخير|مساء الخير"),
        thanks=_spoken("شكر"),
        agrees=_words("نعم|أجل|حسنا|حسنًا|موافق|من فضلك"),
        wants_a_person=_spoken("شخص|إنسان|موظف|بشري"),
        asks_who=_spoken("من أنت|هل أنت (?:روبوت|إنسان|بشر)"),
    ),
}
