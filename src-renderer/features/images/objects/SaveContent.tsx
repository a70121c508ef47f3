import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { ContentExtension } from '../../../../src-shared/ipc/schemas/contents.ts';
import { appErrorOf, call } from '../../../bridge/call.ts';
import { Button } from '../../../ui/buttons/Button.tsx';
import { errorWords } from '../../../ui/words/error-words.ts';

interface SaveContentProps {
  /** What the file is called, before its extension. */
  readonly name: string;
  readonly extension: ContentExtension;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Saving = { readonly kind: 'idle' | 'saved' } | { readonly kind: 'failed'; readonly error: AppError };

/** Puts a film or a document where the person wants it, as the file that other programs open. */
export function SaveContent({ name, extension, bytes }: SaveContentProps) {
  const { t } = useTranslation();
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const save = async (): Promise<void> => {
    try {
      const { saved } = await call('viewer.saveContent', { name: name.slice(0, 120), extension, bytes });
      setSaving({ kind: saved ? 'saved' : 'idle' });
    } catch (error) {
      setSaving({ kind: 'failed', error: appErrorOf(error) });
    }
  };
  return (
    <div className="objects-save">
      <Button icon={Download} onPress={() => void save()}>
        {t('images.objects.save')}
      </Button>
      <p role="status">
        {saving.kind === 'saved' && t('images.objects.saved')}
        {saving.kind === 'failed' && errorWords(t, saving.error).what}
      </p>
    </div>
  );
}
