import { Box, RotateCw } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import { useFormat } from '../../../ui/words/format.ts';
import type { EdgeLetters } from '../../../viewer/stage/orientation.ts';
import { letterWords } from '../cells/letter-words.ts';
import { paneNames, type VolumeNote } from '../../../viewer/volume/volume-state.ts';
import type { CellView } from '../../../viewer/cell-view.ts';
import { VolumeView } from '../../../viewer/volume/volume-view.ts';
import { Announcement } from '../Announcement.tsx';
import { useCell } from '../cells/cell-context.ts';
import { ErrorInstead } from '../cells/InsteadOfImage.tsx';
import { keepsKey } from '../commands/keeps-key.ts';
import { windowWords } from '../words.ts';
import { measurementLines } from './measurement-words.ts';
import { volumeCommandForKey } from './volume-commands.ts';
import { useVolume, useVolumeView, VolumeContext } from './volume-context.ts';
import { VolumePane } from './VolumePane.tsx';
import { VolumeAdjust, VolumeToolBar } from './VolumeTools.tsx';
import './volume.css';

function Note({ note }: { readonly note: VolumeNote }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (note.kind) {
    case 'tilt':
      return <li>{t('volume.note.tilt', { degrees: format.number(note.degrees) })}</li>;
    case 'reduced':
      return <li>{t('volume.note.reduced', { length: format.number(note.millimetres) })}</li>;
    case 'thick':
      return <li>{t('volume.note.thick', { length: format.number(note.millimetres) })}</li>;
    case 'split':
      return <li>{t(`volume.note.${note.reason}`)}</li>;
  }
}

function Notes() {
  const notes = useVolume((state) => state.notes);
  if (notes.length === 0) return null;
  return (
    <div className="volume-notes" role="status">
      <ul>
        {notes.map((note, index) => (
          <Note key={index} note={note} />
        ))}
      </ul>
    </div>
  );
}

function Progress() {
  const { t } = useTranslation();
  const stage = useVolume((state) => state.stage);
  if (stage.kind !== 'reading' || stage.total === 0) return null;
  return (
    <p className="volume-progress" role="status">
      {t('volume.reading', { ready: stage.ready, count: stage.total })}
      <span aria-hidden style={{ width: `${(stage.ready / stage.total) * 100}%` }} />
    </p>
  );
}

function Refused({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const view = useVolumeView();
  const error = useVolume(({ stage }) => (stage.kind === 'failed' ? stage.error : null));
  if (error === null) return null;
  return (
    <ErrorInstead icon={Box} live="alert" className="volume-instead" error={error}>
      <Button onPress={onBack}>{t('volume.back')}</Button>
      {!error.code.startsWith('volume-') && (
        <Button icon={RotateCw} onPress={() => view.retry()}>
          {t('common.retry')}
        </Button>
      )}
    </ErrorInstead>
  );
}

function Panes() {
  const { t } = useTranslation();
  const large = useVolume((state) => state.large !== null);
  return (
    <div className="volume-panes" data-large={large}>
      {paneNames.map((name) => (
        <VolumePane key={name} name={name} />
      ))}
      <span id="volume-help" className="images-hidden">
        {t('volume.help')}
      </span>
    </div>
  );
}

/** What keys and buttons changed of the active picture. */
function Said() {
  const { t } = useTranslation();
  const format = useFormat();
  const { stage, active, planes, window, value, chosen, space, slab } = useVolume((state) => state);
  const pane = t(`volume.pane.${active}`);
  if (stage.kind !== 'shown' || window === null) return <Announcement head="" parts={[]} />;
  if (active === 'space')
    return <Announcement head={pane} parts={[t(`volume.preset.${space.preset}`), letters(space.letters)]} />;
  const plane = planes[active];
  const made = plane.measurements.find(({ id }) => id === chosen);
  const shownValue =
    value === null || !window.hounsfield
      ? ''
      : t('volume.value', { value: format.number(Math.round(value)), units: window.units });
  return (
    <Announcement
      head={t('volume.paneStep', { pane, index: plane.step, count: plane.steps })}
      parts={[
        shownValue,
        windowWords(t, format, window).join(', '),
        made === undefined ? '' : measurementLines(t, format, made, slab.thickness > 0).join(', '),
        plane.oblique ? t('volume.oblique') : '',
      ]}
    />
  );

  function letters(of: EdgeLetters | null): string {
    return of === null ? '' : letterWords(t, of);
  }
}

/** A series as a volume, in a cell: three planes that meet in a point, and the whole from outside. */
export default function VolumeCell({ view }: { readonly view: CellView }) {
  return view instanceof VolumeView ? <Volume view={view} /> : null;
}

function Volume({ view }: { readonly view: VolumeView }) {
  const { t } = useTranslation();
  const cell = useCell();
  const back = (): void => cell.giveBack();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (keepsKey(event)) return;
    if (event.key === 'Escape') {
      if (view.store.getState().large === null) back();
      else view.setLarge(null);
    } else {
      const command = volumeCommandForKey(event.nativeEvent, view.store.getState());
      if (command === undefined) return;
      command.run(view);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <VolumeContext value={view}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts; each has its button */}
      <section className="volume" aria-label={t('volume.title')} onKeyDown={onKeyDown}>
        <VolumeAdjust onBack={back} />
        <Notes />
        <Panes />
        <Said />
        <Progress />
        <VolumeToolBar />
        <Refused onBack={back} />
      </section>
    </VolumeContext>
  );
}
