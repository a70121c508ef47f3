import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { useFormat } from '../../ui/format.ts';
import { useController } from './controller-context.ts';
import { rulerWords } from './ruler-words.ts';
import { useImages } from './store.ts';

/** The lengths measured on this image. */
export function RulerList() {
  const { t } = useTranslation();
  const format = useFormat();
  const controller = useController();
  const rulers = useImages((state) => state.view.measurements);
  const pixels = rulers.some(({ unit }) => unit === 'pixels');
  return (
    <div className="images-rulers">
      <p>{t('images.measureHelp')}</p>
      <ul className="images-ruler-list" aria-label={t('images.measurements')}>
        {rulers.map((ruler) => {
          const length = rulerWords(t, format, ruler);
          return (
            <li key={ruler.id}>
              <span>{length}</span>
              <Button
                className="images-button images-button-symbol"
                aria-label={t('images.removeRuler', { length })}
                onPress={() => controller.stack?.removeRuler(ruler.id)}
              >
                <Trash2 aria-hidden className="images-icon" />
              </Button>
            </li>
          );
        })}
      </ul>
      {pixels && <p>{t('images.noSpacing')}</p>}
      <p>{t('images.measureCaution')}</p>
    </div>
  );
}
