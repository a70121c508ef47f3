import type { WorldAdministrator, WorldPatient, WorldProfessional } from '../world.ts';
import { establishmentId, type EstablishmentKey } from './establishments.ts';
import { uuidV7 } from './ids.ts';

const registered = '2020-01-06T08:00:00Z';

interface Entry {
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly email: string;
  readonly telephone?: string;
  readonly credentials?: { readonly username: string; readonly password: string };
}

const person = (
  key: string,
  { givenName, familyName, displayName, email, telephone, credentials }: Entry,
) => ({
  id: uuidV7(`person ${key}`, registered),
  givenName,
  familyName,
  displayName,
  email,
  telephone: telephone ?? null,
  credentials: credentials ?? null,
});

export const martin: WorldPatient = {
  kind: 'patient',
  ...person('martin', {
    givenName: 'Jeanne',
    familyName: 'MARTIN',
    displayName: 'Madame Martin',
    email: 'jeanne.martin@courriel.example',
    telephone: '06 39 98 12 51',
    credentials: { username: 'jeanne.martin', password: 'demo-martin-2026' },
  }),
  sex: 'F',
  birthDate: '1951-04-17',
  patientNumber: 'EM-0512041',
};

export const sophieLambert: WorldPatient = {
  kind: 'patient',
  ...person('sophie lambert', {
    givenName: 'Sophie',
    familyName: 'LAMBERT',
    displayName: 'Madame Lambert',
    email: 'sophie.lambert@courriel.example',
    telephone: '06 39 98 40 17',
    credentials: { username: 'sophie.lambert', password: 'demo-lambert-2026' },
  }),
  sex: 'F',
  birthDate: '1987-09-02',
  patientNumber: 'EM-0870902',
};

/** Sophie's son; his mother signs in for him. */
export const leoLambert: WorldPatient = {
  kind: 'patient',
  ...person('leo lambert', {
    givenName: 'Léo',
    familyName: 'LAMBERT',
    displayName: 'Léo Lambert',
    email: 'sophie.lambert@courriel.example',
    telephone: '06 39 98 40 17',
    credentials: { username: 'leo.lambert', password: 'demo-leo-lambert-2026' },
  }),
  sex: 'M',
  birthDate: '2017-11-23',
  patientNumber: 'EM-0171123',
};

/** Registered, and nothing there yet: for the empty states. */
export const benali: WorldPatient = {
  kind: 'patient',
  ...person('benali', {
    givenName: 'Karim',
    familyName: 'BENALI',
    displayName: 'Monsieur Benali',
    email: 'karim.benali@courriel.example',
    credentials: { username: 'karim.benali', password: 'demo-benali-2026' },
  }),
  sex: 'M',
  birthDate: '1979-02-08',
  patientNumber: 'EM-0790208',
};

export const patients: readonly WorldPatient[] = [martin, sophieLambert, leoLambert, benali];

function doctor(
  key: string,
  role: string,
  profession: WorldProfessional['profession'],
  rpps: string,
  establishment: EstablishmentKey | null,
  entry: Entry,
): WorldProfessional {
  return {
    kind: 'professional',
    ...person(key, entry),
    role,
    profession,
    rpps,
    establishmentId: establishment && establishmentId(establishment),
  };
}

export const drPetit = doctor('petit', 'Médecin généraliste', 'general-practitioner', '10100000011', null, {
  givenName: 'Hélène',
  familyName: 'PETIT',
  displayName: 'Dr Hélène Petit',
  email: 'helene.petit@cabinet.example',
  telephone: '03 53 01 45 10',
  credentials: { username: 'helene.petit', password: 'demo-petit-2026' },
});

export const drWeber = doctor('weber', 'Radiologue', 'radiologist', '10100000029', 'chru-nancy', {
  givenName: 'Philippe',
  familyName: 'WEBER',
  displayName: 'Dr Philippe Weber',
  email: 'philippe.weber@chru-nancy-haye.example',
  credentials: { username: 'philippe.weber', password: 'demo-weber-2026' },
});

/** No right to anyone's record: breaks the glass. */
export const drNoel = doctor('noel', 'Médecin urgentiste', 'emergency-physician', '10100000037', 'chr-metz', {
  givenName: 'Camille',
  familyName: 'NOËL',
  displayName: 'Dr Camille Noël',
  email: 'camille.noel@chr-metz-seille.example',
  credentials: { username: 'camille.noel', password: 'demo-noel-2026' },
});

export const drKeller = doctor('keller', 'Radiologue', 'radiologist', '10100000045', 'imalor', {
  givenName: 'Antoine',
  familyName: 'KELLER',
  displayName: 'Dr Antoine Keller',
  email: 'antoine.keller@imalor.example',
});

export const drRoussel = doctor(
  'roussel',
  'Neuroradiologue',
  'radiologist',
  '10100000052',
  'hus-strasbourg',
  {
    givenName: 'Isabelle',
    familyName: 'ROUSSEL',
    displayName: 'Dr Isabelle Roussel',
    email: 'isabelle.roussel@hu-ill.example',
  },
);

export const drHoffmann = doctor('hoffmann', 'Radiologue', 'radiologist', '10100000060', 'ch-epinal', {
  givenName: 'Marc',
  familyName: 'HOFFMANN',
  displayName: 'Dr Marc Hoffmann',
  email: 'marc.hoffmann@ch-voge.example',
});

export const drThiebaut = doctor('thiebaut', 'Radiologue', 'radiologist', '10100000078', 'ch-luneville', {
  givenName: 'Lucie',
  familyName: 'THIÉBAUT',
  displayName: 'Dr Lucie Thiébaut',
  email: 'lucie.thiebaut@ch-lunevillois.example',
});

export const drHaddad = doctor('haddad', 'Cardiologue', 'specialist', '10100000086', 'polyclinique-nancy', {
  givenName: 'Nadia',
  familyName: 'HADDAD',
  displayName: 'Dr Nadia Haddad',
  email: 'nadia.haddad@trois-maisons.example',
  telephone: '03 53 01 93 44',
});

export const drGerard = doctor('gerard', 'Rhumatologue', 'specialist', '10100000094', null, {
  givenName: 'François',
  familyName: 'GÉRARD',
  displayName: 'Dr François Gérard',
  email: 'francois.gerard@cabinet.example',
  telephone: '03 53 01 52 78',
});

export const drVautrin = doctor('vautrin', 'Pédiatre', 'specialist', '10100000102', null, {
  givenName: 'Claire',
  familyName: 'VAUTRIN',
  displayName: 'Dr Claire Vautrin',
  email: 'claire.vautrin@cabinet.example',
  telephone: '03 53 01 41 36',
});

export const masson = doctor(
  'masson',
  'Manipulateur en radiologie',
  'radiographer',
  '10100000110',
  'chru-nancy',
  {
    givenName: 'Julien',
    familyName: 'MASSON',
    displayName: 'Julien Masson',
    email: 'julien.masson@chru-nancy-haye.example',
  },
);

export const professionals: readonly WorldProfessional[] = [
  drPetit,
  drWeber,
  drNoel,
  drKeller,
  drRoussel,
  drHoffmann,
  drThiebaut,
  drHaddad,
  drGerard,
  drVautrin,
  masson,
];

export const support: WorldAdministrator = {
  kind: 'administrator',
  ...person('support', {
    givenName: 'Nathalie',
    familyName: 'COLIN',
    displayName: 'Nathalie Colin',
    email: 'nathalie.colin@pulsy.example',
    credentials: { username: 'support', password: 'demo-support-2026' },
  }),
  role: 'Support e-mage',
  establishmentId: null,
};

const manager: WorldAdministrator = {
  kind: 'administrator',
  ...person('schmitt', {
    givenName: 'Claire',
    familyName: 'SCHMITT',
    displayName: 'Claire Schmitt',
    email: 'claire.schmitt@chru-nancy-haye.example',
  }),
  role: 'Référente imagerie de l’établissement',
  establishmentId: establishmentId('chru-nancy'),
};

export const administrators: readonly WorldAdministrator[] = [support, manager];
