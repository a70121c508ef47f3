import { addManyExams } from '../../helpers/portal/many-exams.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { signInAsPatient } from '../sign-in.ts';

test('a record of thousands of exams is searched and scrolled, and draws no more than shows', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  await addManyExams(portal, 3000);
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  const count = app.shell.getByRole('status').filter({ hasText: /^\d[\d\s]* examens?$/ });
  await expect(count).toHaveText(/3\s009 examens/, { timeout: 60_000 });
  expect(await exams.exams.count()).toBeLessThan(60);

  await exams.search.fill('mammographie luneville');
  await expect(count).not.toHaveText(/3\s009/);
  await expect(exams.exams.first()).toContainText('Mammographie');
  await exams.search.fill('IRM du genou droit');
  await expect(exams.exams).toHaveCount(1);
  await exams.search.fill('');
  await expect(count).toHaveText(/3\s009 examens/);

  await test.step('to the oldest, row by row drawn as it comes', async () => {
    await exams.exams.first().hover();
    await expect(async () => {
      await app.shell.mouse.wheel(0, 60_000);
      await expect(exams.exams.last()).toContainText(/199\d/, { timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    expect(await exams.exams.count()).toBeLessThan(60);
    await keepScreenshot(app.shell, 'exams-thousands');
  });
});
