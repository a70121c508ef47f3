// The list of exams of a patient with 2,000 of them, over HTTP, against the same page asked of the database alone.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { buildApp } from '../../src-portal/app.ts';
import { readConfig } from '../../src-portal/config.ts';
import { openPortal } from '../../src-portal/portal.ts';
import { hashPassword } from '../../src-portal/services/passwords.ts';

const count = 2000;
const rounds = 60;
const limit = 50;

const folder = await mkdtemp(join(tmpdir(), 'emage-bench-'));
const portal = await openPortal(
  readConfig({ PORTAL_PORT: '0', PORTAL_DATA: folder, PORTAL_LOG_LEVEL: 'silent' }),
);
const { db } = portal;
const [patientId, establishmentId, serviceId] = [uuid(), uuid(), uuid()];
const names = { familyName: 'Martin', givenName: 'Anne', displayName: 'Madame Martin' };
await db
  .insertInto('establishment')
  .values({
    id: establishmentId,
    name: 'CHU',
    nameKey: 'chu nancy',
    kind: 'public-hospital',
    address: '',
    postcode: '',
    town: 'Nancy',
    telephone: null,
    sharingSince: '2015-01-01',
  })
  .execute();
await db.insertInto('service').values({ id: serviceId, establishmentId, name: 'Imagerie' }).execute();
await db
  .insertInto('patient')
  .values({
    id: patientId,
    patientNumber: '1',
    ...names,
    birthDate: null,
    sex: null,
    searchText: 'martin anne',
  })
  .execute();
await db
  .insertInto('account')
  .values({
    id: patientId,
    kind: 'patient',
    username: 'anne',
    usernameKey: 'anne',
    passwordHash: await hashPassword('quatre chevaux gris'),
    patientId,
  })
  .execute();
for (let start = 0; start < count; start += 500) {
  const exams = Array.from({ length: 500 }, (_, index) => ({
    id: uuid(),
    patientId,
    studyInstanceUid: `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`).toString()}`,
    label: 'Scanner du thorax',
    labelKey: 'scanner du thorax',
    date: new Date(Date.UTC(2020, 0, 1) + (start + index) * 86_400_000),
    establishmentId,
    serviceId,
    modalities: ['CT'],
    searchText: 'scanner du thorax',
  }));
  await db.insertInto('exam').values(exams).execute();
  await db
    .insertInto('document')
    .values(exams.map((exam) => ({ id: uuid(), examId: exam.id, reportId: null, availableSince: exam.date })))
    .execute();
}
await sql`analyze`.execute(db);
const app = await buildApp(portal);
const url = await app.listen();
const signIn = await fetch(`${url}/oauth/token`, {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'password', username: 'anne', password: 'quatre chevaux gris' }),
});
const { access_token: token } = (await signIn.json()) as { access_token: string };

const overHttp = async (): Promise<void> => {
  const answer = await fetch(`${url}/api/v1/exams?limit=${limit}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await answer.json()) as { items: unknown[] };
  if (items.length !== limit) throw new Error(`${items.length} exams`);
};
// What the page needs from the database at the least: its rows, their documents, and how many there are.
const bare = async (): Promise<void> => {
  const rows = await db
    .selectFrom('exam')
    .innerJoin('establishment', 'establishment.id', 'exam.establishmentId')
    .selectAll('exam')
    .select(['establishment.name', 'establishment.town'])
    .where('exam.patientId', '=', patientId)
    .orderBy('exam.date', 'desc')
    .orderBy('exam.id', 'desc')
    .limit(limit)
    .execute();
  await db
    .selectFrom('document')
    .leftJoin('report', 'report.id', 'document.reportId')
    .selectAll('document')
    .select('report.title')
    .where(
      'document.examId',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  await db
    .selectFrom('exam')
    .select(sql<number>`count(*)`.as('total'))
    .where('patientId', '=', patientId)
    .execute();
};

const timeOf = async (run: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};
const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[rounds >> 1] ?? 0;

// In turns, so that what else the machine does meets both.
const times: { http: number[]; bare: number[] } = { http: [], bare: [] };
for (let round = -10; round < rounds; round += 1) {
  const [http, database] = [await timeOf(overHttp), await timeOf(bare)];
  if (round < 0) continue;
  times.http.push(http);
  times.bare.push(database);
}
const [value, yardstickValue] = [median(times.http), median(times.bare)];
console.log(
  JSON.stringify({
    name: 'list of exams, 2,000 exams',
    value: Number(value.toFixed(2)),
    unit: 'ms',
    yardstick: 'bare database query',
    yardstickValue: Number(yardstickValue.toFixed(2)),
    ratio: Number((value / yardstickValue).toFixed(2)),
    goal: '< 2',
  }),
);
await app.http.close();
await portal.close();
await rm(folder, { recursive: true, force: true });
