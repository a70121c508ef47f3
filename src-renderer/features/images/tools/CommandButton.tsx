import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { Tooltip } from '../../../ui/buttons/Tooltip.tsx';
import type { ImageCommand } from '../commands/command.ts';
import { useController } from '../controller-context.ts';
import { keyWords } from './key-words.ts';
import { useImages } from '../store.ts';
import './command-button.css';

export interface CommandButtonProps {
  readonly command: ImageCommand;
  /** `label`: symbol over a word, for the tool bar. `row`: symbol and word in a line. `symbol`: the word is its tooltip. */
  readonly look: 'label' | 'row' | 'symbol';
  readonly words?: string;
}

/** A command as a button. */
export function CommandButton({ command, look, words }: CommandButtonProps) {
  const { t } = useTranslation();
  const controller = useController();
  const enabled = useImages((state) => command.enabled(state));
  // Beside a report or a film, tools for images would only stand there.
  const out = useImages((state) => state.cell.other !== null && !command.enabled(state));
  const lit = useImages((state) => command.lit?.(state));
  const Icon = command.icon;
  const label = words ?? t(command.label);
  const [key] = command.keys;
  if (out) return null;
  const button = (
    <Button
      className={`images-button images-button-${look}`}
      isDisabled={!enabled}
      onPress={() => command.run(controller)}
      {...(look === 'symbol' ? { 'aria-label': label } : {})}
      {...(lit === undefined ? {} : { 'aria-pressed': lit && enabled })}
    >
      <Icon aria-hidden className="images-icon" />
      {look !== 'symbol' && <span>{label}</span>}
    </Button>
  );
  if (look === 'row') return button;
  return (
    <Tooltip text={label} shortcut={key === undefined ? undefined : keyWords(t, key)}>
      {button}
    </Tooltip>
  );
}
