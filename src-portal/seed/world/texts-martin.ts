import type { ReportText } from '../world.ts';

export const kneeText: ReportText = {
  indication:
    'Douleur interne du genou droit depuis deux mois, apparue en se relevant, avec sensation d’accrochage. Pas de traumatisme. Recherche d’une lésion méniscale.',
  technique:
    'IRM 1,5 T, antenne dédiée. Séquences sagittales T1 (série 1) et densité de protons avec saturation de la graisse (série 2), axiale T2 avec saturation de la graisse (série 3) et coronale densité de protons avec saturation de la graisse (série 4).',
  results: [
    {
      heading: 'Compartiment fémoro-tibial interne',
      paragraphs: [
        'Fissure horizontale de la corne postérieure du ménisque interne, atteignant la surface tibiale (série 2, image 7). Pas de fragment déplacé. Amincissement modéré du cartilage en zone portante, sans ulcération profonde (série 4, image 14).',
      ],
    },
    {
      heading: 'Compartiment fémoro-tibial externe',
      paragraphs: ['Ménisque externe de morphologie et de signal normaux. Cartilage conservé.'],
    },
    {
      heading: 'Pivot central et ligaments',
      paragraphs: [
        'Ligament croisé antérieur continu, de signal normal (série 2, image 13). Ligament croisé postérieur normal. Ligaments collatéraux continus.',
      ],
    },
    {
      heading: 'Appareil extenseur et épanchement',
      paragraphs: [
        'Tendon rotulien et tendon quadricipital normaux. Épanchement articulaire de moyenne abondance dans le récessus sous-quadricipital (série 3, image 5). Chondropathie rotulienne débutante. Pas de kyste poplité.',
      ],
    },
  ],
  conclusion: [
    'Fissure dégénérative de la corne postérieure du ménisque interne, sans fragment déplacé.',
    'Arthrose fémoro-tibiale interne débutante, avec épanchement de moyenne abondance. Ligaments croisés intègres.',
  ],
};

export const handText: ReportText = {
  indication: 'Douleurs mécaniques des doigts de la main gauche, nouées aux dernières phalanges.',
  technique: 'Radiographies de la main gauche, de face (série 1) et de trois quarts (série 2).',
  results: [
    {
      heading: 'Résultats',
      paragraphs: [
        'Pincement des interlignes interphalangiens distaux des deuxième et troisième rayons, avec condensation sous-chondrale (série 1, image 1). Interligne trapézo-métacarpien discrètement pincé.',
        'Pas d’érosion marginale. Interlignes du carpe conservés. Minéralisation osseuse satisfaisante. Pas de fracture ni de lésion osseuse suspecte. Parties molles sans calcification.',
      ],
    },
  ],
  conclusion: [
    'Arthrose digitale distale débutante et rhizarthrose minime. Pas d’argument radiographique pour un rhumatisme inflammatoire.',
  ],
};

export const heartText: ReportText = {
  indication: 'Souffle systolique découvert à l’auscultation. Hypertension artérielle traitée.',
  technique:
    'Échocardiographie transthoracique : coupe apicale des quatre cavités en mode bidimensionnel (série 1), Doppler couleur sur la valve mitrale (série 2), image fixe de mesure (série 3). Échogénicité bonne. Rythme régulier à 68 par minute.',
  results: [
    {
      heading: 'Ventricule gauche',
      paragraphs: [
        'Ventricule gauche non dilaté, de parois d’épaisseur normale. Fonction systolique conservée, fraction d’éjection estimée à 62 % en biplan. Cinétique segmentaire normale (série 1, image 1).',
      ],
    },
    {
      heading: 'Valves',
      paragraphs: [
        'Fuite mitrale minime à modérée, centrale, sans prolapsus (série 2, image 1). Valve aortique fine, sans sténose. Fuite tricuspide physiologique ; pression pulmonaire systolique estimée à 28 mmHg.',
      ],
    },
    {
      heading: 'Cavités droites et péricarde',
      paragraphs: ['Cavités droites non dilatées. Oreillettes de taille normale. Péricarde sec.'],
    },
  ],
  conclusion: [
    'Fonction ventriculaire gauche normale. Fuite mitrale minime à modérée, sans retentissement.',
    'Contrôle échographique conseillé dans deux ans.',
  ],
};

export const boneDensityText: ReportText = {
  indication: 'Ménopause à 49 ans, fracture du poignet en 2018. Bilan de la masse osseuse.',
  technique: 'Absorptiométrie biphotonique à rayons X du rachis lombaire (L1 à L4) et de la hanche gauche.',
  results: [
    {
      heading: 'Rachis lombaire',
      paragraphs: ['Densité minérale osseuse : 0,874 g/cm². T-score : −1,6. Z-score : 0,3.'],
    },
    {
      heading: 'Hanche gauche',
      paragraphs: [
        'Col fémoral : 0,702 g/cm², T-score −1,8, Z-score 0,1. Hanche totale : 0,798 g/cm², T-score −1,3.',
      ],
    },
  ],
  conclusion: [
    'Ostéopénie lombaire et fémorale. L’indication d’un traitement est à discuter avec le médecin traitant, en tenant compte de l’antécédent de fracture. Contrôle dans deux à trois ans.',
  ],
};

export const brainText: ReportText = {
  indication: 'Céphalées inhabituelles depuis un mois, sans signe de localisation.',
  technique:
    'IRM cérébrale à 1,5 T. Séquences axiale FLAIR (série 1), axiale T1 (série 2) et sagittale T1 (série 3). Pas d’injection.',
  results: [
    {
      heading: 'Résultats',
      paragraphs: [
        'Structures médianes en place. Système ventriculaire de taille et de morphologie normales pour l’âge (série 1, image 13). Espaces péricérébraux discrètement élargis.',
        'Quelques hypersignaux punctiformes de la substance blanche périventriculaire, banals à cet âge (série 1, image 15). Pas de lésion focale, pas de signe d’hémorragie. Corps calleux et tronc cérébral normaux (série 3, image 11).',
      ],
    },
  ],
  conclusion: ['Pas de processus expansif ni d’accident vasculaire. Leucopathie vasculaire minime, banale.'],
};
