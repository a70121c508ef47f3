import { isLocalExamId } from '../../src-shared/domain/local-exam.ts';
import type { AccountKind } from '../../src-shared/domain/account.ts';
import type { Topic } from '../features/guide/topics.ts';

export const personalTabs = ['identity', 'professionals', 'history', 'account', 'preferences'] as const;
export type PersonalTab = (typeof personalTabs)[number];

/** Every page of the shell. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'exams' }
  | { readonly page: 'report'; readonly examId: string; readonly reportId: string }
  /** What others share with this account, or with this guest. */
  | { readonly page: 'shared-with-me' }
  | { readonly page: 'patients' }
  | { readonly page: 'patient'; readonly patientId: string }
  /** Of one exam, or of all. */
  | { readonly page: 'sharing'; readonly examId: string | null }
  | { readonly page: 'establishments' }
  | { readonly page: 'this-computer' }
  | { readonly page: 'personal-space'; readonly tab: PersonalTab }
  | { readonly page: 'guide'; readonly topic: Topic }
  | { readonly page: 'help' };

export type Section = Exclude<Route['page'], 'report' | 'patient' | 'guide' | 'help'>;

/** The sidebar's entry under which a route stands. */
export function sectionOf(route: Route, kind: AccountKind): Section | null {
  if (route.page === 'report') {
    if (kind === 'guest') return 'shared-with-me';
    return isLocalExamId(route.examId) ? 'this-computer' : 'exams';
  }
  if (route.page === 'patient') return 'patients';
  return route.page === 'help' || route.page === 'guide' ? null : route.page;
}

const patientSections: readonly Section[] = [
  'home',
  'exams',
  'sharing',
  'establishments',
  'this-computer',
  'personal-space',
];

/** The sections that mean something to an account. To a patient others rarely share: the entry comes with the first share. */
export function sectionsFor(kind: AccountKind, hasShares: boolean): readonly Section[] {
  if (kind === 'patient')
    return patientSections.flatMap((section) =>
      section === 'sharing' && hasShares ? [section, 'shared-with-me' as const] : [section],
    );
  if (kind === 'guest') return ['shared-with-me', 'personal-space'];
  return ['home', 'patients', 'shared-with-me', 'exams', 'establishments', 'this-computer', 'personal-space'];
}

export const startRoute = (kind: AccountKind): Route => ({
  page: kind === 'guest' ? 'shared-with-me' : 'home',
});

export function routeTo(section: Section): Route {
  if (section === 'sharing') return { page: section, examId: null };
  if (section === 'personal-space') return { page: section, tab: 'identity' };
  return { page: section };
}
