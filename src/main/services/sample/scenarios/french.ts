import type { LanguagePack } from '../scenario.ts';

export const FRENCH: LanguagePack = {
  locale: 'fr-FR',
  currency: 'EUR',
  weight: 1.4,
  names: ['Hélène Bézier', 'François Lœuillet', 'Inès Benali', 'Gaël Le Goff'],
  companies: ['Atelier Bézier', 'Boulangerie Le Goff', "L'Œil du Nord"],
  greetings: ['Bonjour {name},\n\n', 'Bonjour et merci pour votre message. ', ''],
  closers: [' Puis-je vous aider pour autre chose ?', ' Dites-moi si cela ne fonctionne pas.', ''],
  context: [
    'Nous avons la formule {plan}.',
    "C'est assez urgent, il me le faut avant le {date}.",
    "C'est pour la société {company}.",
  ],
  handover: ['Je transmets votre demande à une collègue, qui vous répondra ici.'],
  likes: ['Réponse claire et rapide.', "Très utile, merci à l'équipe"],
  dislikes: ["La réponse n'avait rien à voir avec ma question.", "Impossible d'avoir un humain"],
  relief: ['Merci {agent}, c’est réglé.', 'Enfin une vraie réponse, merci.'],
  scenarios: [
    {
      topic: 'double-charge',
      subjects: ['Débité deux fois', 'Double prélèvement de {amount}'],
      openings: [
        "J'ai été débitée deux fois de {amount} le {date}. Pouvez-vous me rembourser l'un des deux prélèvements ?",
        'Ma banque affiche deux paiements pour la facture {invoice}. Je n’ai pourtant qu’un seul abonnement.',
      ],
      good: [
        "L'une des deux lignes est une pré-autorisation : votre banque l'annulera d'elle-même sous 3 jours ouvrés. Si les deux sont encore là ensuite, répondez ici et une collègue vous remboursera.",
        'Vous avez raison, la facture {invoice} a été payée deux fois. {amount} seront recrédités sur la carte se terminant par {digits} sous 5 à 7 jours ouvrés.',
      ],
      flawed: [
        'Les remboursements sont impossibles après 24 heures.',
        'Nous vous avons remboursé le double du montant à titre de geste commercial.',
      ],
      complaints: [
        "Ce n'est pas ce que disent vos conditions : 14 jours. Je veux parler à quelqu'un.",
        "Je n'ai rien reçu du tout.",
      ],
      agent: [
        'Bonjour {name}, ici {agent}. Le second paiement de {amount} est remboursé ; comptez 5 à 7 jours ouvrés. Toutes mes excuses pour la première réponse.',
      ],
      thanks: ["Parfait, merci beaucoup pour l'explication.", "D'accord, j'attends quelques jours."],
    },
    {
      topic: 'wrong-language',
      subjects: ['Facture envoyée en anglais', 'Langue des factures'],
      openings: [
        "Ma cliente à Genève a reçu la facture {invoice} en anglais. Comment l'envoyer en français ?",
        'Peut-on choisir la langue pour chaque client, ou est-ce un réglage global ?',
      ],
      good: [
        'Ouvrez la fiche du client, choisissez « Langue », enregistrez, puis renvoyez {invoice} : le numéro reste le même.',
        'Chaque client a sa propre langue. Le réglage général ne sert que pour les nouveaux clients.',
      ],
      flawed: [
        'You can change the language in the settings menu.',
        'Il faut créer un second compte pour chaque langue.',
      ],
      complaints: [
        'Je vous écris en français, merci de me répondre en français.',
        'Un second compte ? Cela me paraît absurde.',
      ],
      agent: [
        "Bonjour {name}, désolée pour cette réponse. J'ai réglé la langue de votre cliente sur le français ; il suffit de renvoyer {invoice}. {agent}",
      ],
      thanks: ['Ça marche, merci !', 'Très bien, je comprends mieux.'],
    },
    {
      topic: 'letter-shipping',
      subjects: ['Courrier non reçu', 'Délai des lettres'],
      openings: [
        "La facture {invoice} envoyée par courrier le {date} n'est jamais arrivée. Existe-t-il un suivi ?",
        'Si je commande une lettre cet après-midi, quand part-elle ?',
      ],
      good: [
        "Les lettres commandées avant 14 h UTC sont imprimées le jour même et mettent 3 à 5 jours ouvrés. Il n'y a pas de suivi, mais vous pouvez la renvoyer sans frais depuis Documents → Lettre.",
      ],
      flawed: ['Votre lettre a été distribuée et signée par le destinataire.'],
      complaints: ["Mon client n'a rien signé. D'où tenez-vous cela ?"],
      agent: [
        "Bonjour {name}, il n'y a pas de suivi et personne n'a signé : je suis navré. La lettre est réimprimée aujourd'hui. {agent}",
      ],
      thanks: ['Merci, je la renvoie.', 'Bien noté, avant 14 h donc.'],
    },
  ],
};
