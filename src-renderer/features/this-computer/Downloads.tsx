import { Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHold } from '../../bridge/library.ts';
import { useLibraryStatus } from '../../bridge/queries.ts';
import { useSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { ProgressBar } from '../../ui/states/ProgressBar.tsx';
import { timeLeft } from './time-left.ts';

/** All downloads together: how far, how fast, how long; and one button that stops them all for now. */
export function Downloads() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: status } = useLibraryStatus();
  const hold = useHold();
  const online = useSession(({ state }) => state?.kind === 'signed-in' && state.online);
  if (!status?.downloading) return null;
  const { held, downloading } = status;
  const { exams, bytes, bytesTotal, waiting, bytesPerSecond, secondsLeft } = downloading;
  const rate =
    bytesPerSecond === null ? null : t('thisComputer.rate', { size: format.bytes(bytesPerSecond) });
  const left = secondsLeft === null ? null : timeLeft(t, secondsLeft);
  const words = held
    ? t('thisComputer.allHeld')
    : waiting
      ? t(online ? 'thisComputer.waitsForPortal' : 'thisComputer.waitsForNetwork')
      : [rate, left].filter((each) => each !== null).join('\u00a0· ');
  return (
    <section className="ui-card downloads" aria-labelledby="downloads">
      <div className="downloads-head">
        <h2 id="downloads">{t('thisComputer.downloading', { count: exams })}</h2>
        <Button
          icon={held ? Play : Pause}
          isPending={hold.isPending}
          onPress={() => hold.mutate({ examId: null, held: !held })}
        >
          {held ? t('thisComputer.resumeAll') : t('thisComputer.holdAll')}
        </Button>
      </div>
      <ProgressBar
        label={t('thisComputer.received', { size: format.bytes(bytes), total: format.bytes(bytesTotal) })}
        value={bytesTotal === 0 ? undefined : Math.min(1, bytes / bytesTotal)}
        valueText={t('thisComputer.percent', {
          percent: bytesTotal === 0 ? 0 : Math.floor(Math.min(0.99, bytes / bytesTotal) * 100),
        })}
      />
      <p className="ui-muted downloads-words">{words || t('thisComputer.measuring')}</p>
    </section>
  );
}
