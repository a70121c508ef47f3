import type { ReportText } from '../world.ts';

export const sophieBrainText: ReportText = {
  indication: 'Migraines connues, modification récente de la fréquence des crises.',
  technique:
    'IRM cérébrale à 3 T. Séquences axiale FLAIR (série 1), axiale T1 (série 2) et sagittale T1 (série 3). Pas d’injection.',
  results: [
    {
      heading: 'Résultats',
      paragraphs: [
        'Morphologie et signal normaux du parenchyme cérébral et cérébelleux (série 1, image 13). Ventricules fins, en place. Charnière cervico-occipitale normale (série 3, image 11). Sinus veineux perméables.',
      ],
    },
  ],
  conclusion: ['IRM cérébrale normale.'],
};

export const thyroidText: ReportText = {
  indication: 'Nodule thyroïdien palpable à droite.',
  technique: 'Échographie cervicale avec une sonde linéaire de haute fréquence.',
  results: [
    {
      heading: 'Résultats',
      paragraphs: [
        'Thyroïde de volume normal (12 ml). Nodule isoéchogène du tiers moyen du lobe droit, mesurant 9 × 7 × 6 mm, de contours réguliers, sans microcalcification : EU-TIRADS 3. Pas d’adénopathie cervicale suspecte.',
      ],
    },
  ],
  conclusion: [
    'Nodule lobaire droit de 9 mm, EU-TIRADS 3, sans indication de ponction. Contrôle échographique dans un an.',
  ],
};

export const leoHandText: ReportText = {
  indication: 'Garçon suivi pour un retard de croissance. Détermination de l’âge osseux.',
  technique:
    'Radiographies de la main et du poignet gauches, de face (série 1) et de trois quarts (série 2).',
  results: [
    {
      heading: 'Résultats',
      paragraphs: [
        'Âge osseux estimé selon l’atlas de Greulich et Pyle à six mois de moins que l’âge civil : dans les limites de la normale (série 1, image 1). Cartilages de croissance réguliers. Pas de lésion osseuse.',
      ],
    },
  ],
  conclusion: ['Âge osseux concordant avec l’âge civil.'],
};

export const leoKidneyText: ReportText = {
  indication: 'Deux infections urinaires en un an. Recherche d’une anomalie des voies urinaires.',
  technique: 'Échographie rénale et vésicale, vessie pleine puis après miction.',
  results: [
    {
      heading: 'Résultats',
      paragraphs: [
        'Reins de taille normale et symétriques pour l’âge : 82 mm à droite, 84 mm à gauche. Bonne différenciation cortico-médullaire. Pas de dilatation des cavités. Vessie à paroi fine, se vidant complètement.',
      ],
    },
  ],
  conclusion: ['Échographie de l’appareil urinaire sans anomalie.'],
};
