import type { ProblemCode } from '../../src-shared/portal-api/generated/types.gen.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

interface Words {
  readonly heading: string;
  readonly lead: string;
}

export interface Texts {
  readonly problems: Readonly<Record<ProblemCode, string>>;
  readonly professionalsNotice: string;
  readonly documentTitleOfImages: string;
  readonly unknownDevice: string;
  readonly shareMail: (details: {
    patient: string;
    portal: string;
    link: string;
    until: string;
    message: string | null;
    examCount: number;
    support: string;
  }) => Mail;
  readonly breakGlassMail: (details: {
    professional: string;
    establishment: string | null;
    portal: string;
    from: string;
    until: string;
    reason: string;
    support: string;
  }) => Mail;
  readonly reactivationMail: (details: { username: string; message: string | null; portal: string }) => Mail;
  readonly sharePage: {
    readonly title: (portal: string) => string;
    readonly heading: string;
    readonly lead: string;
    readonly open: string;
    readonly codeHint: string;
  };
  /** At the foot of every page. */
  readonly page: {
    readonly notInstalled: string;
    readonly download: string;
    /** Where the operator says nothing of a place to get it from. */
    readonly askUs: string;
    readonly help: string;
  };
  /** For a browser that comes to the portal by another way than a share's link. */
  readonly frontPage: Words;
  readonly brokenLinkPage: Words;
  readonly laterPage: Words;
  /** Of a sign-in by browser: left alone for too long, ended already, or begun by no application. */
  readonly signInOverPage: Words;
  readonly signInPage: {
    readonly title: (portal: string) => string;
    readonly username: string;
    readonly password: string;
    readonly submit: string;
    /** Null: it is not known how many tries are left. */
    readonly wrong: (attemptsLeft: number | null) => string;
    readonly locked: string;
    readonly deactivated: string;
    readonly busy: string;
  };
}

export const fr: Texts = {
  problems: {
    'invalid-request': 'La demande n’est pas valable.',
    'wrong-credentials': 'L’identifiant ou le mot de passe est incorrect.',
    'account-locked': 'Trop d’essais : l’accès est bloqué pendant cinq minutes.',
    'account-deactivated': 'Ce compte est désactivé.',
    'session-ended': 'La session est terminée. Veuillez vous reconnecter.',
    'not-signed-in': 'Veuillez vous connecter.',
    'unsupported-grant-type': 'Cette façon de se connecter n’est pas proposée.',
    'not-allowed': 'Votre compte ne permet pas cette action.',
    'not-found': 'Introuvable.',
    'method-not-allowed': 'Cette action n’existe pas ici.',
    'not-acceptable': 'Le format demandé n’est pas proposé.',
    'no-image': 'Cet élément de l’examen ne contient pas d’image.',
    'unsupported-transfer-syntax': 'Cette image utilise un format que le portail ne sait pas lire.',
    'undecodable-image': 'Cette image est abîmée.',
    conflict: 'Cette action contredit l’état actuel.',
    'payload-too-large': 'L’envoi est trop volumineux.',
    'unsupported-media-type': 'Ce format d’envoi n’est pas accepté.',
    'range-not-satisfiable': 'La partie demandée n’existe pas.',
    'password-rejected': 'Ce mot de passe n’est pas accepté.',
    'share-ended': 'Ce partage est terminé.',
    'share-locked': 'Trop de codes erronés : ce partage est bloqué pendant cinq minutes.',
    'share-duration-not-allowed': 'Cette durée de partage n’est pas proposée.',
    'images-not-available-yet': 'Les images ne sont pas encore disponibles.',
    'too-many-requests': 'Trop de demandes. Veuillez patienter un instant.',
    'insecure-transport': 'Le portail demande une connexion sécurisée (https).',
    unavailable: 'Le portail est momentanément indisponible.',
    internal: 'Le portail a rencontré une erreur.',
  },
  professionalsNotice:
    'Ces personnes peuvent accéder à votre dossier. Cela ne signifie pas qu’elles l’ont consulté : « Historique » le dit.',
  documentTitleOfImages: 'Images',
  unknownDevice: 'Appareil non précisé',
  shareMail: ({ patient, portal, link, until, message, examCount, support }) => ({
    subject: `${patient} partage ${examCount === 1 ? 'un examen d’imagerie' : `${examCount} examens d’imagerie`} avec vous`,
    text: `Bonjour,

${patient} partage ${examCount === 1 ? 'un examen d’imagerie' : `${examCount} examens d’imagerie`} avec vous sur ${portal}, jusqu’au ${until}.

Pour ${examCount === 1 ? 'l’ouvrir' : 'les ouvrir'} : ${link}

Un code d’accès vous sera demandé. ${patient} vous le communique par un autre moyen.
${message ? `\nSon message :\n${message.replaceAll(/^/gm, '> ')}\n` : ''}
Si vous n’attendiez pas ce message, ne suivez pas le lien.

Une question : ${support}
`,
  }),
  breakGlassMail: ({ professional, establishment, portal, from, until, reason, support }) => ({
    subject: 'Accès temporaire en urgence à votre dossier d’imagerie',
    text: `Bonjour,

${professional}${establishment ? ` (${establishment})` : ''} a ouvert votre dossier d’imagerie sur ${portal}, en urgence, sans y être déclaré.
Cet accès a commencé le ${from} et se termine le ${until}.

Motif indiqué :
${reason.replaceAll(/^/gm, '> ')}

Les consultations figurent dans votre espace, sous « Historique ».
Si cet accès vous semble anormal, écrivez à ${support}.
`,
  }),
  reactivationMail: ({ username, message, portal }) => ({
    subject: `Demande de réactivation d’un compte (${portal})`,
    text: `Le titulaire du compte « ${username} » demande sa réactivation.
${message ? `\nSon message :\n${message.replaceAll(/^/gm, '> ')}\n` : ''}
Après vérification de son identité : npm run portal -- user reactivate ${username}
`,
  }),
  sharePage: {
    title: (portal) => `Partage · ${portal}`,
    heading: 'Des images médicales sont partagées avec vous',
    lead: 'Elles s’ouvrent dans l’application e-mage, sur votre ordinateur.',
    open: 'Ouvrir dans l’application',
    codeHint:
      'Le code d’accès vous sera demandé. La personne qui partage vous le communique par un autre moyen.',
  },
  page: {
    notInstalled: 'L’application n’est pas encore installée ?',
    download: 'Obtenir l’application',
    askUs: 'Écrivez-nous pour l’obtenir',
    help: 'Besoin d’aide ?',
  },
  frontPage: {
    heading: 'Ce portail s’ouvre avec l’application e-mage',
    lead: 'Ouvrez l’application sur votre ordinateur : elle demande l’adresse de ce portail, votre identifiant et votre mot de passe.',
  },
  brokenLinkPage: {
    heading: 'Ce lien est incomplet',
    lead: 'Ouvrez-le directement depuis l’e-mail, sans le recopier. S’il ne s’ouvre toujours pas, demandez un nouveau partage à la personne qui vous l’a envoyé.',
  },
  laterPage: {
    heading: 'Le portail est momentanément indisponible',
    lead: 'Rien n’est perdu. Réessayez dans quelques minutes.',
  },
  signInOverPage: {
    heading: 'Cette page de connexion ne sert plus',
    lead: 'Revenez à l’application e-mage et connectez-vous à nouveau depuis elle.',
  },
  signInPage: {
    title: (portal) => `Connexion · ${portal}`,
    username: 'Identifiant',
    password: 'Mot de passe',
    submit: 'Se connecter',
    wrong: (attemptsLeft) =>
      `L’identifiant ou le mot de passe est incorrect.${attemptsLeft === null ? '' : attemptsLeft === 1 ? ' Il vous reste un essai.' : ` Il vous reste ${attemptsLeft} essais.`}`,
    locked: 'Trop d’essais : l’accès est bloqué pendant cinq minutes.',
    deactivated: 'Ce compte est désactivé.',
    busy: 'Trop de demandes. Veuillez patienter un instant.',
  },
};
