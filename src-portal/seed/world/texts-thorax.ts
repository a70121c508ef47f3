import type { ReportText } from '../world.ts';

/** Two pages. The images it names are where it says: the tests hold it to that. */
export const ctThoraxText: ReportText = {
  indication:
    'Patiente ancienne fumeuse (25 paquets-années, sevrée en 2009). Toux sèche persistante depuis six semaines et amaigrissement de 3 kg. Pas de fièvre. Contrôle d’un scanner thoracique réalisé il y a un an, qui ne montrait pas d’anomalie.',
  technique:
    'Acquisition hélicoïdale du thorax en inspiration profonde, des apex pulmonaires aux surrénales, après injection intraveineuse de 70 ml de produit de contraste iodé (350 mg d’iode par ml) au débit de 2,5 ml par seconde. Reconstructions axiales de 1,5 mm (série 2) et de 5 mm (série 3). Créatininémie à 68 µmol/l ; aucune allergie connue ; bonne tolérance de l’injection. Produit dose-longueur : 236 mGy.cm. Comparaison avec le scanner du thorax de l’année précédente.',
  results: [
    {
      heading: 'Parenchyme pulmonaire',
      paragraphs: [
        'Nodule solide du lobe supérieur droit, de contours réguliers, discrètement lobulés, mesurant 11 mm de grand axe (série 2, image 87). Densité tissulaire homogène, sans calcification ni graisse. Il siège à distance de la plèvre et de la scissure. Il n’était pas visible sur l’examen précédent.',
        'Pas d’autre nodule suspect. Pas de condensation, pas de verre dépoli, pas de signe d’atteinte interstitielle. Discrète hyperdensité déclive des deux bases, en rapport avec le décubitus (série 2, image 160).',
      ],
    },
    {
      heading: 'Voies aériennes',
      paragraphs: [
        'Trachée et bronches principales libres, de calibre normal (série 2, image 66). Pas d’épaississement bronchique, pas de bronchectasie, pas d’impaction mucoïde.',
      ],
    },
    {
      heading: 'Plèvre et paroi',
      paragraphs: [
        'Pas d’épanchement pleural ni de pneumothorax. Pas d’épaississement pleural focal. Parties molles de la paroi sans particularité. Pas d’adénopathie axillaire.',
      ],
    },
    {
      heading: 'Médiastin et hiles',
      paragraphs: [
        'Pas d’adénopathie médiastinale ni hilaire de taille significative : un ganglion latéro-trachéal droit mesure 7 mm de petit axe, stable. Œsophage sans particularité. Thyroïde homogène dans sa portion explorée.',
      ],
    },
    {
      heading: 'Cœur et vaisseaux',
      paragraphs: [
        'Cavités cardiaques de taille normale, bien opacifiées (série 3, image 38). Pas d’épanchement péricardique. Aorte thoracique de calibre régulier, mesurée à 33 mm dans sa portion ascendante et à 25 mm dans sa portion descendante. Artères pulmonaires proximales perméables : pas d’argument pour une embolie pulmonaire proximale, sous réserve d’un temps d’injection non dédié.',
      ],
    },
    {
      heading: 'Étage abdominal supérieur',
      paragraphs: [
        'Foie homogène dans les coupes passant par sa partie haute. Rate de taille normale. Surrénales fines, sans nodule, pour la partie explorée.',
      ],
    },
    {
      heading: 'Os',
      paragraphs: [
        'Discrètes lésions dégénératives étagées du rachis dorsal. Pas de tassement vertébral. Pas de lésion osseuse lytique ou condensante suspecte.',
      ],
    },
  ],
  conclusion: [
    'Nodule solide de 11 mm du lobe supérieur droit (série 2, image 87), apparu depuis l’examen de l’année précédente. Dans ce contexte, son caractère suspect justifie une présentation en réunion de concertation pluridisciplinaire d’oncologie thoracique et un TEP-scanner au 18F‑FDG.',
    'Pas d’adénopathie médiastinale ni hilaire significative. Pas d’épanchement pleural. Pas d’anomalie de la partie haute de l’abdomen.',
    'Un compte rendu a été adressé au Dr Petit, qui a été jointe par téléphone le jour même. Nous invitons Madame Martin à prendre contact avec elle pour en parler et organiser la suite.',
  ],
};

export const ctThoraxPriorText: ReportText = {
  indication:
    'Bronchite traînante chez une ancienne fumeuse. Anomalie discutée sur une radiographie du thorax.',
  technique:
    'Acquisition hélicoïdale du thorax en inspiration, sans injection, en technique basse dose. Reconstructions axiales de 3 mm (série 2). Produit dose-longueur : 88 mGy.cm.',
  results: [
    {
      heading: 'Parenchyme pulmonaire',
      paragraphs: [
        'Pas de nodule ni de masse. Pas de condensation, pas de verre dépoli. Trachée et bronches libres (série 2, image 33).',
      ],
    },
    {
      heading: 'Médiastin, plèvre et os',
      paragraphs: [
        'Pas d’adénopathie de taille significative. Pas d’épanchement pleural ni péricardique. Aorte de calibre normal. Discrètes lésions dégénératives du rachis dorsal.',
      ],
    },
  ],
  conclusion: [
    'Scanner du thorax sans anomalie décelable. L’image discutée sur la radiographie correspond à une superposition vasculaire.',
  ],
};

export const chestText: ReportText = {
  indication: 'Toux depuis trois semaines. Ancienne fumeuse.',
  technique: 'Clichés du thorax debout, en inspiration : face postéro-antérieure et profil gauche.',
  results: [
    {
      heading: 'Résultats',
      paragraphs: [
        'Cliché de face bien inspiré, de bonne qualité (série 1, image 1). Pas de foyer parenchymateux systématisé. Image dense arrondie de 8 mm se projetant sur la base droite, sans traduction certaine de profil (série 2, image 1) : superposition vasculaire probable.',
        'Culs-de-sac pleuraux libres. Silhouette cardio-médiastinale de taille normale, index cardio-thoracique à 0,46. Pas d’anomalie osseuse évidente.',
      ],
    },
  ],
  conclusion: [
    'Pas de foyer infectieux. Image de la base droite probablement vasculaire ; un scanner thoracique basse dose la préciserait.',
  ],
};
