import { describe, expect, it } from 'vitest';
import { buildWorld } from './build-world.ts';
import { calendarFrom } from './world/calendar.ts';
import { manyExams } from './world/many-exams.ts';

const world = buildWorld();

describe('the demo world', () => {
  it('is the same every time', () => {
    expect(buildWorld()).toEqual(world);
  });

  it('moves with its anchor, and its UIDs with it', () => {
    const later = buildWorld('2026-09-10T07:00:00Z');
    expect(later.anchor).toBe('2026-09-10T09:00:00+02:00');
    expect(later.exams[0]?.date).toBe('2026-09-09T16:40:00+02:00');
    expect(later.exams[1]?.studyInstanceUid).not.toBe(world.exams[1]?.studyInstanceUid);
    expect(later.exams[1]?.key).toBe(world.exams[1]?.key);
  });

  it('holds what the leaflet needs', () => {
    const [main] = world.patients;
    const exams = world.exams.filter(({ patientId }) => patientId === main?.id);
    expect(exams).toHaveLength(9);
    expect(exams.some(({ imagesAvailable, reports }) => !imagesAvailable && reports.length === 0)).toBe(true);
    expect(exams.some(({ images, reports }) => images === null && reports.length > 0)).toBe(true);
    expect(exams.some(({ imagesAreNew }) => imagesAreNew)).toBe(true);
    expect(world.accesses.filter(({ action }) => action === 'break-glass')).toHaveLength(1);
    const empty = world.patients.filter(({ id }) => !world.exams.some(({ patientId }) => patientId === id));
    expect(empty.map(({ displayName }) => displayName)).toEqual(['Monsieur Benali']);
  });

  it('has shares in every state at the anchor', () => {
    const now = Date.parse(world.anchor);
    const state = Object.fromEntries(
      world.shares.map(({ key, endsAt, revokedAt }) => [
        key,
        revokedAt ? 'revoked' : Math.ceil((Date.parse(endsAt) - now) / 86_400_000),
      ]),
    );
    expect(state['revoked']).toBe('revoked');
    expect(state['expired']).toBeLessThan(0);
    expect(state['ending-soon']).toBe(3);
    expect(state['active']).toBeGreaterThan(30);
  });

  it('has nothing after its anchor, unique ids, and every reference resolved', () => {
    const now = Date.parse(world.anchor);
    const people = [...world.patients, ...world.professionals, ...world.administrators];
    const all = [...world.establishments, ...people, ...world.exams, ...world.shares, ...world.accesses];
    const ids = [
      ...all.map(({ id }) => id),
      ...world.exams.flatMap((exam) => exam.reports.map(({ id }) => id)),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const known = new Set(ids);
    for (const exam of world.exams) {
      expect(Date.parse(exam.date)).toBeLessThan(now);
      expect(known).toContain(exam.patientId);
      expect(known).toContain(exam.establishmentId);
      for (const report of exam.reports) expect(Date.parse(report.date)).toBeLessThan(now);
    }
    for (const access of world.accesses) {
      expect(Date.parse(access.at)).toBeLessThan(now);
      expect(known).toContain(access.personId);
      expect(access.detail?.length ?? 20).toBeGreaterThanOrEqual(access.action === 'break-glass' ? 20 : 1);
    }
    const nothingBeforeTheExam = world.accesses.filter(({ examId, at }) => {
      const exam = world.exams.find(({ id }) => id === examId);
      return exam && Date.parse(at) < Date.parse(exam.date);
    });
    expect(nothingBeforeTheExam).toEqual([]);
  });

  it('has valid UIDs', () => {
    for (const { studyInstanceUid } of world.exams)
      expect(studyInstanceUid).toMatch(/^2\.25\.[1-9]\d{1,38}$/);
  });
});

describe('the calendar of Paris', () => {
  it('knows summer time', () => {
    const calendar = calendarFrom('2026-03-28T12:00:00Z');
    expect(calendar.at(0, '23:30')).toBe('2026-03-28T23:30:00+01:00');
    expect(calendar.at(1, '01:30')).toBe('2026-03-29T01:30:00+01:00');
    expect(calendar.at(1, '08:00')).toBe('2026-03-29T08:00:00+02:00');
    expect(calendar.at(211, '01:00')).toBe('2026-10-25T01:00:00+02:00');
    expect(calendar.at(212, '08:00')).toBe('2026-10-26T08:00:00+01:00');
  });
});

describe('manyExams', () => {
  it('makes as many as asked, all different', () => {
    const { exams } = manyExams(300);
    expect(new Set(exams.map(({ studyInstanceUid }) => studyInstanceUid)).size).toBe(300);
  });
});
