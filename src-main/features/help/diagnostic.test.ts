import { expect, test } from 'vitest';
import { diagnosticText } from './diagnostic.ts';

test('says what helps, and nothing of the person', () => {
  const text = diagnosticText({
    language: 'fr',
    now: new Date('2026-03-03T09:00:00Z'),
    version: '1.2.3',
    runtime: { electron: '45.0.0' },
    system: { platform: 'linux x64' },
    graphics: { webgl2: 'enabled' },
    displays: [{ width: 1920, height: 1080, scale: 1.25 }],
    session: {
      kind: 'signed-in',
      online: true,
      remembered: 'keychain',
      account: {
        id: 'a-1',
        kind: 'patient',
        username: 'mmartin',
        displayName: 'Madame Martin',
        email: 'm@example.org',
      },
      portal: {
        address: 'https://e-mage.org',
        name: 'e-mage',
        operator: 'Pulsy',
        support: { email: 's@example.org', telephone: null },
        passwordMinLength: 12,
        lockout: { attempts: 3, seconds: 300 },
        sharing: { durationsDays: [7], maxExams: 5, messageMaxLength: 100 },
        browserSignIn: false,
        features: [],
      },
    },
    library: [
      {
        examId: 'exam-1',
        state: 'kept',
        bytes: 10,
        bytesTotal: 10,
        instancesDone: 1,
        instancesTotal: 1,
        refused: 0,
      },
    ],
    logTail: ['{"event":"call threw","error":"Error: no m@example.org in /home/martine/x"}'],
  });
  expect(text).toContain('https://e-mage.org');
  expect(text).toContain('1920 × 1080, scale 1.25');
  expect(text).toContain('kept: 1');
  expect(text).not.toMatch(/martin|exam-1|a-1|m@example/i);
});
