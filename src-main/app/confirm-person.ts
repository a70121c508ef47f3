import { systemPreferences } from 'electron';
import { AppFailure } from '../../src-shared/errors.ts';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { textsIn } from './texts.ts';

/** Electron offers it on macOS alone. */
export const canConfirmPerson = (): boolean =>
  process.platform === 'darwin' && systemPreferences.canPromptTouchID();

/** Asks the platform whether its user sits there. Fails with `cancelled` where it does not say so. */
export async function confirmPerson(language: Language): Promise<void> {
  if (!canConfirmPerson()) throw new AppFailure('not-allowed', 'the platform cannot confirm who sits there');
  try {
    await systemPreferences.promptTouchID(textsIn(language).dialog.unlockReason);
  } catch {
    throw new AppFailure('cancelled', 'the platform did not confirm');
  }
}
