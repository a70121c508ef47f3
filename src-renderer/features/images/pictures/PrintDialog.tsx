import { useMutation } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, Printer } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../../ui/notices/ErrorNotice.tsx';
import { IconButton } from '../../../ui/buttons/IconButton.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';
import { CanvasView } from './CanvasView.tsx';
import { pageCount, type PerPage, perPageChoices } from './draw-sheet.ts';
import { useNamed } from './named.ts';
import { activeSource, keySources, type PictureSource, shownSources } from './picture.ts';
import { useCanvas } from './use-canvas.ts';
import { useDesk } from './use-desk.ts';

type Which = 'active' | 'shown' | 'key';

/** What can be printed now: each choice once, and only where it is another than the one before. */
function useChoices(): ReadonlyMap<Which, readonly PictureSource[]> {
  const { engine } = useController();
  const exams = useImages((state) => state.exams);
  return useMemo(() => {
    const choices = new Map<Which, readonly PictureSource[]>([['active', activeSource(engine)]]);
    const shown = shownSources(engine);
    if (shown.length > 1) choices.set('shown', shown);
    const key = keySources(engine, exams);
    if (key.length > 0) choices.set('key', key);
    return choices;
  }, [engine, exams]);
}

const enoughFor = (count: number): PerPage => perPageChoices.find((each) => each >= count) ?? 6;

/** Images on paper: which, how many on a page, with or without whose they are; as the page will be. */
export function PrintDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const choices = useChoices();
  const [named, setNamed] = useNamed();
  const [which, setWhich] = useState<Which>(choices.has('shown') ? 'shown' : 'active');
  const [perPage, setPerPage] = useState<PerPage>(() => enoughFor(choices.get(which)?.length ?? 1));
  const [page, setPage] = useState(1);
  const sources = useMemo(() => choices.get(which) ?? [], [choices, which]);
  const order = useMemo(() => ({ sources, perPage, named }), [sources, perPage, named]);
  const pages = pageCount(sources.length, perPage);
  const shown = Math.min(page, pages);
  const { canvas, error, drawing } = useCanvas(
    useCallback(() => desk.sheet(order, shown), [desk, order, shown]),
  );
  const [done, setDone] = useState(0);
  const print = useMutation({
    mutationFn: () => desk.print(order, setDone),
    onSuccess: onClose,
  });
  return (
    <Dialog
      width="wide"
      title={t('images.paper.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            icon={Printer}
            isPending={print.isPending}
            isDisabled={sources.length === 0}
            onPress={() => print.mutate()}
          >
            {print.isPending && pages > 1
              ? t('images.paper.preparing', { done, pages })
              : t('images.paper.print')}
          </Button>
        </>
      }
    >
      <div className="images-paper">
        <div className="images-paper-choices">
          {choices.size > 1 && (
            <RadioGroup
              label={t('images.paper.which')}
              value={which}
              onChange={(next) => {
                setWhich(next);
                setPerPage(enoughFor(choices.get(next)?.length ?? 1));
                setPage(1);
              }}
              choices={[...choices].map(([id, { length }]) => ({
                id,
                label: t(`images.paper.choices.${id}`, { count: length }),
              }))}
            />
          )}
          <RadioGroup
            label={t('images.paper.perPage')}
            layout="tiles"
            value={String(perPage)}
            onChange={(next) => setPerPage(perPageChoices.find((each) => String(each) === next) ?? 1)}
            choices={perPageChoices.map((each) => ({ id: String(each), label: String(each) }))}
          />
          <Checkbox
            isSelected={named}
            onChange={setNamed}
            hint={named ? undefined : t('images.letter.burnedIn')}
          >
            {t('images.letter.named')}
          </Checkbox>
        </div>
        <div className="images-paper-preview">
          {error === null ? (
            <CanvasView
              canvas={canvas}
              drawing={drawing}
              className="images-sheet"
              label={t('images.paper.preview', { page: shown, pages })}
            />
          ) : (
            <ErrorNotice error={error} />
          )}
          {pages > 1 && (
            <div className="images-paper-pages">
              <IconButton
                label={t('images.paper.previous')}
                icon={ChevronLeft}
                isDisabled={shown <= 1}
                onPress={() => setPage(shown - 1)}
              />
              <span role="status">{t('images.paper.page', { page: shown, pages })}</span>
              <IconButton
                label={t('images.paper.next')}
                icon={ChevronRight}
                isDisabled={shown >= pages}
                onPress={() => setPage(shown + 1)}
              />
            </div>
          )}
        </div>
      </div>
    </Dialog>
  );
}
