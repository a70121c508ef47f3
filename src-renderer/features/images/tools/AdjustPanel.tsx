import { Contrast } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type DragTool, isAnnotating } from '../../../viewer/view-state.ts';
import { CommandButton } from './CommandButton.tsx';
import type { ImageCommand } from '../commands/command.ts';
import { looks, presets, sameWindow } from '../commands/look.ts';
import { placing } from '../commands/place.ts';
import { scrolling } from '../commands/scroll.ts';
import { drawing } from '../commands/tools.ts';
import { useController } from '../controller-context.ts';
import { Position } from '../cells/Position.tsx';
import { AnnotationList } from '../notes/AnnotationList.tsx';
import { Speed } from './Speed.tsx';
import { useImages } from '../store.ts';
import './adjust-panel.css';

const buttons: Readonly<Partial<Record<DragTool, readonly ImageCommand[]>>> = {
  window: [looks.brighter, looks.darker, looks.moreContrast, looks.lessContrast, looks.ownWindow],
  zoom: [placing.zoomIn, placing.zoomOut, placing.fit],
  pan: [placing.panUp, placing.panDown, placing.panLeft, placing.panRight, placing.fit],
};

function PagePanel() {
  const playing = useImages((state) => state.view.cine?.playing);
  const single = useImages((state) => state.view.count === 1);
  if (single) return null;
  return (
    <>
      <CommandButton command={scrolling.previous} look="symbol" />
      <Position />
      <CommandButton command={scrolling.next} look="symbol" />
      {playing !== undefined && (
        <>
          <CommandButton command={playing ? scrolling.pause : scrolling.play} look="symbol" />
          <Speed />
        </>
      )}
    </>
  );
}

/** Light by what is looked for: as radiologists name it, from the picture itself, or as its file has it. */
function Presets() {
  const { t } = useTranslation();
  const controller = useController();
  const window = useImages((state) => state.view.window);
  const state = useImages();
  if (window === null) return null;
  return (
    <div className="images-presets">
      {presets
        .filter((command) => command.enabled(state))
        .map((command) => (
          <CommandButton key={command.id} command={command} look="row" />
        ))}
      <CommandButton command={looks.automatic} look="row" />
      <CommandButton command={looks.fullRange} look="row" />
      {window.own.length > 1 &&
        window.own.map((own, index) => (
          <Button
            key={index}
            className="images-button images-button-row"
            aria-pressed={sameWindow(own, window)}
            onPress={() => controller.stack?.look.setWindow(own)}
          >
            <Contrast aria-hidden className="images-icon" />
            <span>{own.explanation ?? t('images.ownWindow', { number: index + 1 })}</span>
          </Button>
        ))}
    </div>
  );
}

/** What the lit tool does by dragging, as buttons: for who cannot drag, or would rather not. */
export function AdjustPanel() {
  const { t } = useTranslation();
  const tool = useImages((state) => state.engine.tool);
  const single = useImages((state) => state.view.count === 1);
  const title = isAnnotating(tool) && tool !== 'length' ? 'annotate' : tool;
  return (
    <div className="images-panel" role="group" aria-label={t('images.adjust')}>
      <p className="images-panel-title">
        {t(`images.panel.${title === 'scroll' && single ? 'single' : title}`)}
      </p>
      {tool === 'scroll' && <PagePanel />}
      {(buttons[tool] ?? []).map((command) => (
        <CommandButton key={command.id} command={command} look="row" />
      ))}
      {tool === 'window' && <Presets />}
      {isAnnotating(tool) && (
        <>
          <p className="images-panel-help">{t(`images.annotateHelp.${tool}`)}</p>
          <CommandButton command={drawing.addHere} look="row" />
          <AnnotationList />
        </>
      )}
      {tool === 'magnifier' && (
        <>
          <p className="images-panel-help">{t('images.magnifierHelp')}</p>
          <CommandButton command={placing.zoomIn} look="row" />
          <CommandButton command={placing.zoomOut} look="row" />
        </>
      )}
    </div>
  );
}
