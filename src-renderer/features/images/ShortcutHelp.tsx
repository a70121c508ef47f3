import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { allCommands } from './commands/all.ts';
import { keyWords } from './key-words.ts';
import { useImages } from './store.ts';
import './shortcut-help.css';

/** Every command that has a key. */
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
