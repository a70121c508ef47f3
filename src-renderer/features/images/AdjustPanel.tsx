import { useTranslation } from 'react-i18next';
import type { DragTool } from '../../viewer/view-state.ts';
import { CommandButton } from './CommandButton.tsx';
import { actions, type ImageCommand, presets } from './commands.ts';
import { Position } from './Position.tsx';
import { RulerList } from './RulerList.tsx';
import { Speed } from './Speed.tsx';
import { useImages } from './store.ts';

const buttons: Readonly<Record<DragTool, readonly ImageCommand[]>> = {
  scroll: [],
  window: [actions.brighter, actions.darker, actions.moreContrast, actions.lessContrast, actions.ownWindow],
  zoom: [actions.zoomIn, actions.zoomOut, actions.fit],
  pan: [actions.panUp, actions.panDown, actions.panLeft, actions.panRight, actions.fit],
  measure: [actions.addRuler],
};

function PagePanel() {
  const playing = useImages((state) => state.view.cine?.playing);
  return (
    <>
      <CommandButton command={actions.previous} look="symbol" />
      <Position />
      <CommandButton command={actions.next} look="symbol" />
      {playing !== undefined && (
        <>
          <CommandButton command={playing ? actions.pause : actions.play} look="symbol" />
          <Speed />
        </>
      )}
    </>
  );
}

/** What the lit tool does by dragging, as buttons: for who cannot drag, or would rather not. */
export function AdjustPanel() {
  const { t } = useTranslation();
  const tool = useImages((state) => state.tool);
  const withPresets = useImages((state) => state.tool === 'window' && state.view.window?.presets === true);
  return (
    <div className="images-panel" role="group" aria-label={t('images.adjust')}>
      <p className="images-panel-title">{t(`images.panel.${tool}`)}</p>
      {tool === 'scroll' && <PagePanel />}
      {buttons[tool].map((command) => (
        <CommandButton key={command.id} command={command} look="row" />
      ))}
      {withPresets && (
        <div className="images-presets">
          {presets.map((command) => (
            <CommandButton key={command.id} command={command} look="row" />
          ))}
        </div>
      )}
      {tool === 'measure' && <RulerList />}
    </div>
  );
}
