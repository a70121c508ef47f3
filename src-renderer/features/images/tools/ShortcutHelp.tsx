import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { cellKeys } from '../cells/cell-views.ts';
import { commandGroups } from '../commands/all.ts';
import { KeyList } from './KeyList.tsx';
import { keyRows } from './key-rows.ts';
import { useImages } from '../store.ts';
import './shortcut-help.css';

/** What a mouse or fingers do, whatever the tool. */
const hands = ['wheel', 'zoom', 'window', 'pan', 'alone', 'grab', 'series'] as const;

const groups = [
  'tools',
  'images',
  'light',
  'place',
  'layout',
  'keep',
  'window',
] as const satisfies readonly (keyof typeof commandGroups)[];

function Keys() {
  const { t } = useTranslation();
  const state = useImages();
  const { other } = state.cell;
  const Own = other === null ? undefined : cellKeys[other.kind];
  return (
    <>
      <h3 className="images-keys-title">{t('images.hands.keys')}</h3>
      <p className="images-keys-now">{t('images.hands.now')}</p>
      {other !== null && Own !== undefined && (
        <Suspense>
          <Own view={other} />
        </Suspense>
      )}
      {groups.map((group) => (
        <KeyList
          key={group}
          title={t(`images.hands.groups.${group}`)}
          rows={keyRows(commandGroups[group], state)}
        />
      ))}
    </>
  );
}

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
      <Keys />
    </Dialog>
  );
}
