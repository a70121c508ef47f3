import type { Texts } from './fr.ts';

export const en: Texts = {
  problems: {
    'invalid-request': 'The request is not valid.',
    'wrong-credentials': 'The user name or the password is wrong.',
    'account-locked': 'Too many attempts: access is blocked for five minutes.',
    'account-deactivated': 'This account is deactivated.',
    'session-ended': 'The session has ended. Please sign in again.',
    'not-signed-in': 'Please sign in.',
    'unsupported-grant-type': 'This way of signing in is not offered.',
    'not-allowed': 'Your account does not allow this.',
    'not-found': 'Not found.',
    'method-not-allowed': 'This cannot be done here.',
    'not-acceptable': 'The format asked for is not offered.',
    'no-image': 'This part of the exam holds no image.',
    'unsupported-transfer-syntax': 'This image uses a format that the portal cannot read.',
    'undecodable-image': 'This image is damaged.',
    conflict: 'This contradicts the present state.',
    'payload-too-large': 'What was sent is too large.',
    'unsupported-media-type': 'What was sent has a format that is not accepted.',
    'range-not-satisfiable': 'The part asked for does not exist.',
    'password-rejected': 'This password is not accepted.',
    'share-ended': 'This share has ended.',
    'share-locked': 'Too many wrong codes: this share is blocked for five minutes.',
    'share-duration-not-allowed': 'This duration is not offered for a share.',
    'images-not-available-yet': 'The images are not available yet.',
    'too-many-requests': 'Too many requests. Please wait a moment.',
    'insecure-transport': 'The portal asks for a secure connection (https).',
    unavailable: 'The portal is unavailable for the moment.',
    internal: 'Something went wrong in the portal.',
  },
  professionalsNotice:
    'These people may access your record. That does not mean that they have looked at it: “History” says who did.',
  documentTitleOfImages: 'Images',
  unknownDevice: 'Unnamed device',
  shareMail: ({ patient, portal, link, until, message, examCount, support }) => ({
    subject: `${patient} shares ${examCount === 1 ? 'an imaging exam' : `${examCount} imaging exams`} with you`,
    text: `Hello,

${patient} shares ${examCount === 1 ? 'an imaging exam' : `${examCount} imaging exams`} with you on ${portal}, until ${until}.

To open ${examCount === 1 ? 'it' : 'them'}: ${link}

You will be asked for an access code, which ${patient} gives you by another way.
${message ? `\nTheir message:\n${message.replaceAll(/^/gm, '> ')}\n` : ''}
If you did not expect this message, do not follow the link.

Any question: ${support}
`,
  }),
  breakGlassMail: ({ professional, establishment, portal, from, until, reason, support }) => ({
    subject: 'Temporary emergency access to your imaging record',
    text: `Hello,

${professional}${establishment ? ` (${establishment})` : ''} opened your imaging record on ${portal} in an emergency, without being declared there.
This access began on ${from} and ends on ${until}.

Reason given:
${reason.replaceAll(/^/gm, '> ')}

What was looked at is listed in your space, under “History”.
If this access seems wrong to you, write to ${support}.
`,
  }),
  reactivationMail: ({ username, message, portal }) => ({
    subject: `Request to reactivate an account (${portal})`,
    text: `The holder of the account “${username}” asks for its reactivation.
${message ? `\nTheir message:\n${message.replaceAll(/^/gm, '> ')}\n` : ''}
After checking their identity: npm run portal -- user reactivate ${username}
`,
  }),
  sharePage: {
    title: (portal) => `Share · ${portal}`,
    heading: 'Medical images are shared with you',
    lead: 'They open in the e-mage application on your computer.',
    open: 'Open in the application',
    codeHint: 'You will be asked for the access code. The person who shares gives it to you by another way.',
  },
  page: {
    notInstalled: 'Don’t have the application yet?',
    download: 'Get the application',
    askUs: 'Write to us to get it',
    help: 'Need help?',
  },
  frontPage: {
    heading: 'This portal opens with the e-mage application',
    lead: 'Open the application on your computer: it asks for the address of this portal, your user name and your password.',
  },
  brokenLinkPage: {
    heading: 'This link is incomplete',
    lead: 'Open it directly from the email, without copying it by hand. If it still does not open, ask the person who sent it for a new share.',
  },
  laterPage: {
    heading: 'The portal is not available right now',
    lead: 'Nothing is lost. Try again in a few minutes.',
  },
  signInOverPage: {
    heading: 'This sign-in page is no longer in use',
    lead: 'Go back to the e-mage application and sign in again from there.',
  },
  signInPage: {
    title: (portal) => `Sign in · ${portal}`,
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    wrong: (attemptsLeft) =>
      `The user name or the password is wrong.${attemptsLeft === null ? '' : attemptsLeft === 1 ? ' One attempt is left.' : ` ${attemptsLeft} attempts are left.`}`,
    locked: 'Too many attempts: access is blocked for five minutes.',
    deactivated: 'This account is deactivated.',
    busy: 'Too many requests. Please wait a moment.',
  },
};
