import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { SaveAs } from '../save-dialog.ts';
import { fileName } from '../save-file.ts';

/** What a viewer window shows and another program opens better: films, documents. */
export const contentHandlers = (context: {
  readonly saveAs: (contentsId: number) => SaveAs;
  readonly language: () => Language;
}): HandlersOf<'viewer.saveContent'> => ({
  'viewer.saveContent': async ({ name, extension, bytes }, { contentsId }) => {
    const t = textsIn(context.language()).dialog;
    const saved = await context.saveAs(contentsId)(
      {
        title: t.saveContent,
        fileName: fileName(name, extension),
        kind: { name: t.contents[extension], extension },
      },
      () => Promise.resolve(bytes),
    );
    return { saved };
  },
});
