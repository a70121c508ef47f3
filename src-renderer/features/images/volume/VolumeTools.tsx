import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { MenuButton } from '../../../ui/buttons/MenuButton.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { slabModes } from '../../../viewer/volume/reslice.ts';
import { spaceSides } from '../../../viewer/volume/space-camera.ts';
import { isMeasuring, type VolumeTool } from '../../../viewer/volume/volume-state.ts';
import { useImages } from '../store.ts';
import { keyWords } from '../tools/key-words.ts';
import { actions, tools, type VolumeCommand, windowPresets } from './volume-commands.ts';
import { useVolume, useVolumeView } from './volume-context.ts';
import { VolumeButton } from './VolumeButton.tsx';

const thicknesses = ['0', '2', '5', '10', '20', '40', '80'] as const;

const measuring = [actions.addLength, actions.removeLength, actions.undo, actions.redo];

/** What the lit tool does by dragging, as buttons (WCAG 2.5.7). */
const adjustments: Readonly<Record<VolumeTool, readonly VolumeCommand[]>> = {
  cross: [
    actions.crossLeft,
    actions.crossUp,
    actions.crossDown,
    actions.crossRight,
    actions.obliqueLeft,
    actions.obliqueRight,
  ],
  scroll: [actions.previous, actions.next],
  window: [actions.brighter, actions.darker, actions.moreContrast, actions.lessContrast, actions.ownWindow],
  zoom: [actions.zoomIn, actions.zoomOut, actions.fit],
  pan: [actions.panLeft, actions.panUp, actions.panDown, actions.panRight, actions.fit],
  measure: measuring,
  ellipse: measuring,
  rectangle: measuring,
};

const spaceAdjustments: readonly VolumeCommand[] = [
  actions.turnLeft,
  actions.turnUp,
  actions.turnDown,
  actions.turnRight,
];

function Slab() {
  const { t } = useTranslation();
  const view = useVolumeView();
  const { thickness, mode } = useVolume((state) => state.slab);
  const known = thicknesses.find((each) => Number(each) === thickness) ?? '0';
  return (
    <>
      <Select
        label={t('volume.thickness')}
        value={known}
        choices={thicknesses.map((id) => ({
          id,
          label: id === '0' ? t('volume.thin') : t('images.scale', { length: id }),
        }))}
        onChange={(id) => view.setSlab(Number(id), mode)}
      />
      {thickness > 0 && (
        <Select
          label={t('volume.slab')}
          value={mode}
          choices={slabModes.map((id) => ({ id, label: t(`volume.slabMode.${id}`) }))}
          onChange={(id) => view.setSlab(thickness, id)}
        />
      )}
    </>
  );
}

function Space() {
  const { t } = useTranslation();
  const view = useVolumeView();
  const { preset, presets } = useVolume((state) => state.space);
  const sides = spaceSides.map((side) => ({
    id: side,
    label: t(`volume.side.${side}`),
    run: () => view.lookFrom(side),
  }));
  return (
    <>
      <Select
        label={t('volume.presets')}
        value={preset}
        choices={presets.map((id) => ({ id, label: t(`volume.preset.${id}`) }))}
        onChange={(id) => view.setPreset(id)}
      />
      <MenuButton label={t('volume.lookFrom')} items={sides}>
        <Button className="images-button">{t('volume.lookFrom')}</Button>
      </MenuButton>
      {preset !== 'mip' && (
        <>
          <Button className="images-button" onPress={() => view.shiftSpace(-0.1)}>
            {t('volume.more')}
          </Button>
          <Button className="images-button" onPress={() => view.shiftSpace(0.1)}>
            {t('volume.less')}
          </Button>
        </>
      )}
    </>
  );
}

function WindowPresets() {
  const { t } = useTranslation();
  const view = useVolumeView();
  const items = windowPresets.map(({ id, label, keys, run }) => ({
    id,
    label: t(label),
    shortcut: keys[0] === undefined ? undefined : keyWords(t, keys[0]),
    run: () => run(view),
  }));
  return (
    <MenuButton label={t('volume.windows')} items={items}>
      <Button className="images-button">{t('volume.windows')}</Button>
    </MenuButton>
  );
}

/** The row above the pictures: back to the images, and what the active picture can do. */
export function VolumeAdjust({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const view = useVolumeView();
  const space = useVolume((state) => state.active === 'space');
  const tool = useVolume((state) => state.tool);
  const hounsfield = useVolume((state) => state.window?.hounsfield === true);
  const parts = useVolume((state) => state.parts);
  const part = useVolume((state) => state.part);
  const shown =
    space && (tool === 'cross' || tool === 'scroll' || isMeasuring(tool))
      ? spaceAdjustments
      : adjustments[tool];
  return (
    <div className="volume-adjust" role="group" aria-label={t('images.adjust')}>
      <Button className="images-button images-button-row volume-back" onPress={onBack}>
        <ArrowLeft aria-hidden className="images-icon" />
        <span>{t('volume.back')}</span>
      </Button>
      {parts.length > 1 && (
        <Select
          label={t('volume.parts')}
          value={String(part)}
          choices={parts.map(({ slices, first, last }, index) => ({
            id: String(index),
            label: t('volume.part', { part: index + 1, count: slices, first, last }),
          }))}
          onChange={(id) => view.choosePart(Number(id))}
        />
      )}
      {space ? <Space /> : <Slab />}
      {tool === 'window' && hounsfield && !space && <WindowPresets />}
      <div className="volume-steps">
        {shown.map((command) => (
          <VolumeButton key={command.id} command={command} look="symbol" />
        ))}
      </div>
    </div>
  );
}

/** The labelled buttons below the pictures. */
export function VolumeToolBar() {
  const { t } = useTranslation();
  const tool = useVolume((state) => state.tool);
  const large = useVolume((state) => state.large !== null);
  const professional = useImages(({ mode }) => mode === 'professional');
  // Values are what a doctor looks for; a key finds these tools in either view.
  const shown = ({ id }: VolumeCommand): boolean =>
    professional || (id !== 'tool-ellipse' && id !== 'tool-rectangle');
  return (
    <div className="volume-toolbar" role="toolbar" aria-label={t('images.toolbar')}>
      {tools.filter(shown).map((command) => (
        <VolumeButton key={command.id} command={command} look="label" lit={command.id === `tool-${tool}`} />
      ))}
      <VolumeButton command={actions.invert} look="label" />
      <VolumeButton command={actions.large} look="label" lit={large} />
      <VolumeButton command={actions.reset} look="label" />
    </div>
  );
}
