import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { MenuButton } from '../../../ui/buttons/MenuButton.tsx';
import { CommandButton } from './CommandButton.tsx';
import { comparing } from '../commands/compare.ts';
import type { ImageCommand } from '../commands/command.ts';
import { editing } from '../commands/edit.ts';
import { views } from '../commands/help.ts';
import { keeping } from '../commands/keep.ts';
import { layouts } from '../commands/layout.ts';
import { looks } from '../commands/look.ts';
import { placing } from '../commands/place.ts';
import { scrolling } from '../commands/scroll.ts';
import { subtracting } from '../commands/subtract.ts';
import { noteTools, viewTools } from '../commands/tools.ts';
import { volume } from '../commands/volume.ts';
import { useController } from '../controller-context.ts';
import { keyWords } from './key-words.ts';
import { LayoutMenu } from './LayoutMenu.tsx';
import { useImages } from '../store.ts';
import './tool-bar.css';

const patientMenu: readonly ImageCommand[] = [
  editing.undo,
  subtracting.subtract,
  looks.invert,
  placing.fit,
  placing.turnRight,
  placing.flipHorizontal,
  volume,
  viewTools.magnifier,
  noteTools.arrow,
  noteTools.text,
  layouts.one,
  layouts.besides,
  layouts.four,
  comparing.prior,
  keeping.keyImage,
  keeping.keyImages,
  keeping.print,
  keeping.copy,
  keeping.save,
  keeping.pictures,
  scrolling.previousSeries,
  scrolling.nextSeries,
  views.texts,
  views.fullScreen,
  views.professional,
  views.help,
];

/** Side by side where there is room for words, in groups. */
const doctorGroups: readonly (readonly ImageCommand[])[] = [
  Object.values(viewTools),
  Object.values(noteTools),
  [placing.turnRight, placing.flipHorizontal, placing.flipVertical, looks.invert],
  Object.values(subtracting),
  [placing.reset, editing.undo, editing.redo],
  [keeping.keyImage, comparing.prior, comparing.linkPosition, comparing.lines],
];

const doctorMenu: readonly ImageCommand[] = [
  comparing.otherScreen,
  comparing.linkHand,
  comparing.linkLook,
  placing.fit,
  placing.turnLeft,
  scrolling.faster,
  scrolling.slower,
  scrolling.bounce,
  keeping.keyImages,
  keeping.nextKeyImage,
  keeping.previousKeyImage,
  keeping.print,
  keeping.copy,
  keeping.save,
  keeping.pictures,
  keeping.exportMeasurements,
  keeping.exportKeyImages,
  editing.removeAll,
  scrolling.previousSeries,
  scrolling.nextSeries,
  layouts.alone,
  views.tags,
  views.texts,
  views.fullScreen,
  views.patient,
  views.help,
];

function More({
  commands,
  look,
}: {
  readonly commands: readonly ImageCommand[];
  readonly look: 'label' | 'symbol';
}) {
  const { t } = useTranslation();
  const controller = useController();
  const state = useImages();
  const items = commands
    .filter((command) => command.enabled(state))
    .map((command) => ({
      id: command.id,
      label: t(command.label),
      icon: command.icon,
      shortcut: command.keys[0] === undefined ? undefined : keyWords(t, command.keys[0]),
      run: () => command.run(controller),
    }));
  return (
    <MenuButton label={t('images.moreMenu')} items={items}>
      <Button
        className={`images-button images-button-${look}`}
        {...(look === 'symbol' ? { 'aria-label': t('images.more') } : {})}
      >
        <Ellipsis aria-hidden className="images-icon" />
        {look === 'label' && <span>{t('images.more')}</span>}
      </Button>
    </MenuButton>
  );
}

function PatientTools() {
  const { t } = useTranslation();
  const { scroll, window, zoom, pan } = viewTools;
  return (
    <>
      {[scroll, window, zoom, pan].map((command) => (
        <CommandButton key={command.id} command={command} look="label" />
      ))}
      <CommandButton command={noteTools.length} look="label" words={t('images.tool.measure')} />
      <CommandButton command={placing.reset} look="label" />
      <More commands={patientMenu} look="label" />
    </>
  );
}

function DoctorTools() {
  const state = useImages();
  // As CommandButton: a group of nothing is no group. Most series are no run that anything could be taken from.
  const groups = doctorGroups.filter(
    (commands) =>
      commands.some((command) => command.enabled(state)) ||
      (state.cell.other === null && commands[0] !== subtracting.subtract),
  );
  return (
    <>
      {groups.map((commands) => (
        <div key={commands[0]?.id} className="images-toolbar-group">
          {commands.map((command) => (
            <CommandButton key={command.id} command={command} look="symbol" />
          ))}
        </div>
      ))}
      <div className="images-toolbar-group">
        <LayoutMenu />
        <More commands={doctorMenu} look="symbol" />
      </div>
    </>
  );
}

/** What a drag does, and what else can be done: six labelled buttons for a patient, every tool for a doctor. */
export function ToolBar() {
  const { t } = useTranslation();
  const mode = useImages((state) => state.mode);
  return (
    <div className="images-toolbar" role="toolbar" aria-label={t('images.toolbar')}>
      {mode === 'patient' ? <PatientTools /> : <DoctorTools />}
    </div>
  );
}
