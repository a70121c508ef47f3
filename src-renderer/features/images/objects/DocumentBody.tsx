import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge/call.ts';
import type { DocumentObject } from '../../../viewer/objects/document.ts';
import { InsteadOfImage } from '../cells/InsteadOfImage.tsx';
import { useRenderPdf } from './pdf-context.ts';
import { SaveContent } from './SaveContent.tsx';

const extensions = {
  'application/pdf': 'pdf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'model/stl': 'stl',
  'application/sla': 'stl',
  'model/obj': 'obj',
} as const;

const extensionOf = (mime: string): (typeof extensions)[keyof typeof extensions] | 'bin' =>
  mime in extensions ? extensions[mime as keyof typeof extensions] : 'bin';

/** A PDF as pages; any other document to be saved, for a program that opens it. */
export function DocumentBody({ object, name }: { readonly object: DocumentObject; readonly name: string }) {
  const { t } = useTranslation();
  const renderPdf = useRenderPdf();
  const title = object.title === '' ? name : object.title;
  if (object.mime === 'application/pdf') {
    const save = (): void =>
      void call('viewer.saveContent', {
        name: title.slice(0, 120),
        extension: 'pdf',
        bytes: object.bytes,
      }).catch(() => undefined);
    return (
      <Suspense fallback={<p className="images-loading">{t('images.objects.opening')}</p>}>
        {renderPdf({ bytes: object.bytes, title, onSave: save })}
      </Suspense>
    );
  }
  return (
    <InsteadOfImage title={title}>
      <p>{t('images.objects.otherDocument')}</p>
      <SaveContent name={title} extension={extensionOf(object.mime)} bytes={object.bytes} />
    </InsteadOfImage>
  );
}
