import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { Tooltip } from '../../../ui/buttons/Tooltip.tsx';
import { keyWords } from '../tools/key-words.ts';
import type { VolumeCommand } from './volume-commands.ts';
import { useVolume, useVolumeView } from './volume-context.ts';

export interface VolumeButtonProps {
  readonly command: VolumeCommand;
  readonly look: 'label' | 'symbol';
  readonly lit?: boolean;
}

/** A command on a volume as a button. */
export function VolumeButton({ command, look, lit }: VolumeButtonProps) {
  const { t } = useTranslation();
  const view = useVolumeView();
  const enabled = useVolume((state) => command.enabled(state));
  const Icon = command.icon;
  const label = t(command.label);
  const [key] = command.keys;
  return (
    <Tooltip text={label} shortcut={key === undefined ? undefined : keyWords(t, key)}>
      <Button
        className={`images-button images-button-${look}`}
        isDisabled={!enabled}
        onPress={() => command.run(view)}
        {...(look === 'symbol' ? { 'aria-label': label } : {})}
        {...(lit === undefined ? {} : { 'aria-pressed': lit })}
      >
        <Icon aria-hidden className="images-icon" />
        {look === 'label' && <span>{label}</span>}
      </Button>
    </Tooltip>
  );
}
