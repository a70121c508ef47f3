import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { expect, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { HomePage } from '../pages/home-page.ts';
import { Shell } from '../pages/shell.ts';
import { signInAsPatient } from '../sign-in.ts';

test('who comes back finds the list as they left it, and what happened in the meantime, once', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const first = await launch();
  const shell = await signInAsPatient(first, portal);
  await shell.open('Examens');
  const newest = await new ExamsPage(first.shell).exams.first().getAttribute('aria-label');
  await first.shell.getByRole('button', { name: /Récents d’abord/ }).click();
  await first.shell.getByRole('option', { name: 'Anciens d’abord' }).click();
  await expect(new ExamsPage(first.shell).exams.first()).not.toHaveAttribute('aria-label', newest ?? '');
  const oldest = await new ExamsPage(first.shell).exams.first().getAttribute('aria-label');
  await first.quit();

  const doctor = await PortalClient.signIn(
    portal,
    portal.accounts.find(({ kind }) => kind === 'professional')!,
  );
  const [patient] = await doctor.items('/api/v1/patients?q=martin%20jeanne');
  const exams = await doctor.items(`/api/v1/patients/${String(patient?.['id'])}/exams`);
  const exam = exams.find(({ reports }) => Array.isArray(reports) && reports.length > 0)!;
  const [report] = exam['reports'] as { id: string }[];
  expect((await doctor.get(`/api/v1/reports/${report!.id}/content`)).status).toBe(200);

  const second = await launch({ userData: first.userData });
  await expect(new HomePage(second.shell).greeting).toBeVisible();
  // Nothing of what the demo record holds from before: it was there at the last visit.
  const novelties = second.shell
    .locator('.home-novelty')
    .filter({ hasText: / a (lu|consulté|ouvert|téléchargé) / });
  await expect(novelties).toHaveCount(1);
  await expect(novelties).toContainText(`a lu le compte rendu « ${String(exam['label'])} »`);
  await new Shell(second.shell).open('Examens');
  await expect(second.shell.getByRole('button', { name: /Anciens d’abord/ })).toBeVisible();
  await expect(new ExamsPage(second.shell).exams.first()).toHaveAttribute('aria-label', oldest ?? '');
  await second.quit();

  const third = await launch({ userData: first.userData });
  await expect(new HomePage(third.shell).newDocuments).not.toHaveCount(0);
  await expect(third.shell.getByText('Le partage avec').first()).toBeVisible();
  await expect(third.shell.locator('.home-novelty').filter({ hasText: /a lu le compte rendu/ })).toHaveCount(
    0,
  );
});
