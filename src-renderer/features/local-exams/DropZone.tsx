import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellFailed } from '../../ui/notices/toasts.tsx';
import './local-exams.css';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Files and folders dropped anywhere on the window are imported. The same can be had by a button. */
export function DropZone() {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const enter = (event: DragEvent): void => {
      if (holdsFiles(event)) setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // From one element to another all the time; to none when it leaves the window.
      if (holdsFiles(event) && event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      void window.emage.openDropped(files).then((answer) => {
        if (!answer.ok) tellFailed(answer.error);
      });
    };
    const listeners = { dragover: over, dragenter: enter, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className="drop-zone" aria-hidden>
      <div className="drop-zone-card">
        <Download className="ui-icon" />
        <p className="drop-zone-title">{t('localExams.drop.title')}</p>
        <p>{t('localExams.drop.meaning')}</p>
      </div>
    </div>
  );
}
