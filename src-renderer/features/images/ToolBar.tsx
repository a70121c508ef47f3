import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { dragTools } from '../../viewer/view-state.ts';
import { CommandButton } from './CommandButton.tsx';
import type { ImageCommand } from './commands/command.ts';
import { views } from './commands/help.ts';
import { layouts } from './commands/layout.ts';
import { looks } from './commands/look.ts';
import { placing } from './commands/place.ts';
import { scrolling } from './commands/scroll.ts';
import { tools } from './commands/tools.ts';
import { volume } from './commands/volume.ts';
import { useController } from './controller-context.ts';
import { keyWords } from './key-words.ts';
import { useImages } from './store.ts';

const menu: readonly ImageCommand[] = [
  looks.invert,
  placing.fit,
  placing.turnRight,
  placing.flipHorizontal,
  volume,
  layouts.one,
  layouts.besides,
  layouts.below,
  layouts.four,
  scrolling.previousSeries,
  scrolling.nextSeries,
  views.professional,
  views.patient,
  views.help,
];

/** The labelled buttons below the image: what a drag does, and what puts everything back. */
export function ToolBar() {
  const { t } = useTranslation();
  const controller = useController();
  const tool = useImages((state) => state.engine.tool);
  const state = useImages();
  const items = menu
    .filter((command) => command.enabled(state))
    .map((command) => ({
      id: command.id,
      label: t(command.label),
      icon: command.icon,
      shortcut: command.keys[0] === undefined ? undefined : keyWords(t, command.keys[0]),
      run: () => command.run(controller),
    }));
  return (
    <div className="images-toolbar" role="toolbar" aria-label={t('images.toolbar')}>
      {dragTools.map((name) => (
        <CommandButton key={name} command={tools[name]} look="label" lit={tool === name} />
      ))}
      <CommandButton command={placing.reset} look="label" />
      <MenuButton label={t('images.moreMenu')} items={items}>
        <Button className="images-button images-button-label">
          <Ellipsis aria-hidden className="images-icon" />
          <span>{t('images.more')}</span>
        </Button>
      </MenuButton>
    </div>
  );
}
