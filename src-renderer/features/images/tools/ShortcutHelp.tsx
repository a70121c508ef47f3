import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/Dialog.tsx';
import { allCommands } from '../commands/all.ts';
import { keyWords } from './key-words.ts';
import { useImages } from '../store.ts';
import './shortcut-help.css';

/** What a mouse or fingers do, whatever the tool. */
const hands = ['wheel', 'zoom', 'window', 'pan', 'alone', 'grab', 'series'] as const;

/** What hands do, and every command that has a key. */
export function ShortcutHelp() {
  const { t } = useTranslation();
  const open = useImages((state) => state.help);
  return (
    <Dialog
      title={t('images.action.help')}
      isOpen={open}
      onClose={() => useImages.setState({ help: false })}
      width="wide"
    >
      <h3 className="images-keys-title">{t('images.hands.title')}</h3>
      <dl className="images-keys">
        {hands.map((hand) => (
          <div key={hand}>
            <dt>{t(`images.hands.${hand}.does`)}</dt>
            <dd>
              <kbd>{t(`images.hands.${hand}.how`)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <h3 className="images-keys-title">{t('images.hands.keys')}</h3>
      <dl className="images-keys">
        {allCommands
          .filter(({ keys }) => keys.length > 0)
          .map(({ id, label, keys }) => (
            <div key={id}>
              <dt>{t(label)}</dt>
              <dd>
                <kbd>{keyWords(t, keys[0] ?? '')}</kbd>
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}
