import { Images } from 'lucide-react';
import { type KeyboardEvent as ReactKeyboardEvent, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { AdjustPanel } from './tools/AdjustPanel.tsx';
import { commandForKey } from './commands/all.ts';
import { keepsKey } from './commands/keeps-key.ts';
import type { ImagesController } from './controller.ts';
import { ControllerContext } from './controller-context.ts';
import { Hint } from './tools/Hint.tsx';
import { ImageAnnouncement } from './ImageAnnouncement.tsx';
import { KeyImageList } from './key-images/KeyImageList.tsx';
import { Messages } from './Messages.tsx';
import { Pictures } from './pictures/Pictures.tsx';
import { PriorDialog } from './compare/PriorDialog.tsx';
import { SavingDialog } from './saving/SavingDialog.tsx';
import { SeriesList } from './series/SeriesList.tsx';
import { ShortcutHelp } from './tools/ShortcutHelp.tsx';
import { useImages } from './store.ts';
import { ToolBar } from './tools/ToolBar.tsx';
import { Cells } from './cells/Cells.tsx';
import { useAltShortcuts } from './tools/use-alt-shortcuts.ts';
import { useImageFocus } from './use-image-focus.ts';
import './images.css';

// Its code comes when it is asked for.
const TagBrowser = lazy(() => import('./tags/TagBrowser.tsx'));

function Header({ action }: { readonly action: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const exam = useImages((state) => state.exams[0]?.exam ?? null);
  useEffect(() => {
    if (exam !== null) document.title = `${exam.label} · ${format.date(exam.date)}`;
  }, [exam, format]);
  if (exam === null) return <h1 className="images-hidden">{t('images.title')}</h1>;
  return (
    <header className="images-header">
      <h1>{exam.label}</h1>
      <p>
        <time dateTime={exam.date}>{format.date(exam.date)}</time>
        {exam.establishment.name === '' ? '' : ` · ${exam.establishment.name}`}
      </p>
      {action}
    </header>
  );
}

function Body({ controller }: { readonly controller: ImagesController }) {
  const { t } = useTranslation();
  const stage = useImages((state) => state.stage);
  // A volume has tools of its own.
  const volume = useImages(({ cell }) => cell.other?.kind === 'volume');
  const stack = useImages(({ cell }) => cell.other === null);
  switch (stage.kind) {
    case 'failed':
      return <ErrorState error={stage.error} onRetry={() => void controller.retry()} />;
    case 'empty':
      return (
        <EmptyState icon={Images} title={t('images.emptyTitle')}>
          {t('images.empty')}
        </EmptyState>
      );
    case 'loading':
    case 'ready':
      return (
        <>
          <SeriesList />
          <section className="images-stage" aria-label={t('images.title')}>
            <Cells />
          </section>
          {!volume && (
            <>
              {stack && <AdjustPanel />}
              {stack && <Hint />}
              <ToolBar />
            </>
          )}
        </>
      );
  }
}

export interface ImagesViewProps {
  readonly controller: ImagesController;
  /** What stands at the end of the head. */
  readonly headAction?: ReactNode;
}

/** A viewer window's page: an exam's series at the left, the image, and what can be done with it. */
export function ImagesView({ controller, headAction }: ImagesViewProps) {
  const mode = useImages((state) => state.mode);
  const renderer = useImages((state) => state.engine.renderer);
  useAltShortcuts();
  useImageFocus(controller);
  const tagsOf = useImages((state) => state.tagsOf);
  const framed = useImages(({ stage }) => stage.kind === 'ready' || stage.kind === 'loading');
  const onKeyDown = (event: ReactKeyboardEvent): void => {
    if (keepsKey(event)) return;
    const command = commandForKey(event.nativeEvent, useImages.getState());
    if (command === undefined) return;
    event.preventDefault();
    command.run(controller);
  };
  return (
    <ControllerContext value={controller}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts; each has its button */}
      <main
        className="images"
        data-mode={mode}
        data-framed={framed}
        data-renderer={renderer}
        onKeyDown={onKeyDown}
      >
        <Header action={headAction} />
        <Body controller={controller} />
        <ShortcutHelp />
        <PriorDialog />
        <SavingDialog />
        <Pictures />
        <KeyImageList />
        {tagsOf !== null && (
          <Suspense>
            <TagBrowser of={tagsOf} />
          </Suspense>
        )}
        <ImageAnnouncement />
        <Messages />
      </main>
    </ControllerContext>
  );
}
