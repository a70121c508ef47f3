import { useMutation } from '@tanstack/react-query';
import { ClipboardCopy, ImageDown } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../../ui/notices/ErrorNotice.tsx';
import { tellDone } from '../../../ui/notices/toasts.tsx';
import { CanvasView } from './CanvasView.tsx';
import { useNamed } from './named.ts';
import { useCanvas } from './use-canvas.ts';
import { useDesk } from './use-desk.ts';

/** The image shown, for a letter or a file: as it will be, and with or without whose it is. */
export function LetterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [named, setNamed] = useNamed();
  const { canvas, error, drawing } = useCanvas(useCallback(() => desk.picture(named), [desk, named]));
  const copy = useMutation({
    mutationFn: () => desk.copy(named),
    onSuccess: () => {
      tellDone(t(named ? 'images.outcome.copiedNamed' : 'images.outcome.copiedUnnamed'));
      onClose();
    },
  });
  const save = useMutation({
    mutationFn: () => desk.save(named),
    onSuccess: (saved) => {
      if (!saved) return;
      tellDone(t('images.outcome.saved'));
      onClose();
    },
  });
  return (
    <Dialog
      width="wide"
      title={t('images.letter.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button icon={ImageDown} isPending={save.isPending} onPress={() => save.mutate()}>
            {t('images.letter.save')}
          </Button>
          <Button
            variant="primary"
            icon={ClipboardCopy}
            isPending={copy.isPending}
            onPress={() => copy.mutate()}
          >
            {t('images.letter.copy')}
          </Button>
        </>
      }
    >
      {error === null ? (
        <CanvasView
          canvas={canvas}
          drawing={drawing}
          className="images-letter"
          label={t(named ? 'images.letter.previewNamed' : 'images.letter.preview')}
        />
      ) : (
        <ErrorNotice error={error} />
      )}
      <Checkbox isSelected={named} onChange={setNamed} hint={named ? undefined : t('images.letter.burnedIn')}>
        {t('images.letter.named')}
      </Checkbox>
    </Dialog>
  );
}
