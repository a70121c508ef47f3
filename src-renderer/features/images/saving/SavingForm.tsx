import { ImageDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { useFormat } from '../../../ui/words/format.ts';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { useController } from '../controller-context.ts';
import { readingLines } from '../notes/reading-words.ts';
import { findSeries, useImages } from '../store.ts';
import type { What } from './saving-store.ts';
import './saving.css';

export interface SavingFormProps {
  readonly onClose: () => void;
}

/** Which of the images, as which files. */
export function SavingForm({ onClose }: SavingFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { saver } = useController();
  const count = useImages((state) => state.view.count);
  const series = useImages((state) => findSeries(state.exams, state.cell.series)?.description ?? '');
  const [chosen, setWhat] = useState<What | null>(null);
  const [extension, setExtension] = useState<'png' | 'jpg'>('png');
  const [marks, setMarks] = useState(true);
  const canFilm = useCanFilm();
  const clip = saver.isClip;
  // A clip is looked at as one.
  const what = chosen ?? (clip && canFilm ? 'film' : 'image');
  const many = count > 1;
  const start = (): void =>
    void saver.start({
      what,
      extension,
      marks,
      series,
      wordsOf: ({ reading, text }) =>
        [...readingLines(t, format, reading), text].filter((line) => line !== ''),
    });
  return (
    <Dialog
      width="wide"
      title={t('images.saving.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" icon={ImageDown} onPress={start}>
            {t('images.saving.choosePlace')}
          </Button>
        </>
      }
    >
      <div className="images-saving">
        <RadioGroup
          label={t('images.saving.what')}
          value={what}
          onChange={setWhat}
          choices={[
            { id: 'image', label: t('images.saving.image'), hint: t('images.saving.imageHint') },
            ...(many
              ? [
                  {
                    id: 'series' as const,
                    label: t('images.saving.series', { count }),
                    hint: t('images.saving.seriesHint'),
                  },
                ]
              : []),
            ...(many && canFilm
              ? [
                  {
                    id: 'film' as const,
                    label: t('images.saving.film'),
                    hint: t(clip ? 'images.saving.filmOwn' : 'images.saving.filmUsual'),
                  },
                ]
              : []),
          ]}
        />
        {what !== 'film' && (
          <RadioGroup
            label={t('images.saving.format')}
            layout="tiles"
            value={extension}
            onChange={setExtension}
            choices={(['png', 'jpg'] as const).map((id) => ({
              id,
              label: t(`images.saving.${id}`),
              hint: t(`images.saving.${id}Hint`),
            }))}
          />
        )}
        <Checkbox isSelected={marks} onChange={setMarks}>
          {t('images.saving.marks')}
        </Checkbox>
        <p className="ui-muted">{t('images.saving.whole')}</p>
      </div>
    </Dialog>
  );
}

/** False until it is known. */
function useCanFilm(): boolean {
  const { saver } = useController();
  const [can, setCan] = useState(false);
  useEffect(() => {
    let left = false;
    void saver.filmExtension().then((extension) => {
      if (!left) setCan(extension !== null);
    });
    return () => {
      left = true;
    };
  }, [saver]);
  return can;
}
