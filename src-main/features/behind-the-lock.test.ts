import { expect, test, vi } from 'vitest';
import { localExamId } from '../../src-shared/domain/local-exam.ts';
import { fakeComputer, password } from '../session/testing.ts';
import type { Session } from '../session/session.ts';
import { accessHandlers } from './access/handlers.ts';
import { exportHandlers } from './export/handlers.ts';
import { importHandlers } from './import/handlers.ts';
import { LocalExams } from './import/local-exams.ts';
import { noteHandlers } from './notes/handlers.ts';
import { sendHandlers } from './send/handlers.ts';

vi.mock('electron', () => ({ dialog: {}, BrowserWindow: {}, app: {} }));

// What answers out of this computer's memory or own library asks nobody on its way whether the session is open.

const caller = { contentsId: 1, kind: 'shell' } as const;
const examId = localExamId('1');
const notSignedIn = expect.objectContaining({ error: expect.objectContaining({ code: 'not-signed-in' }) });

function handlersOf(session: Session) {
  const library = { getDocument: vi.fn(async () => Promise.resolve(null)), remove: vi.fn() };
  const local = { opened: vi.fn(() => Promise.resolve(library)) };
  const effects = { clear: vi.fn(), stop: vi.fn(), reveal: vi.fn(), closeViewer: vi.fn() };
  const context = {
    session,
    local,
    localExams: new LocalExams({ opener: local as never, session, language: () => 'fr' }),
    archive: { pacs: { name: 'Cabinet', url: 'https://archive.example/', username: null } },
    sendings: { list: () => [{ examId: 'exam' }], stop: effects.stop },
    endedAccess: { list: () => [], clear: effects.clear },
    exports: { path: '/media/stick/export.zip' },
    broadcast: () => undefined,
    ...effects,
  } as never;
  const handlers = {
    ...sendHandlers(context),
    ...accessHandlers(context),
    ...noteHandlers(context),
    ...importHandlers(context),
    ...exportHandlers(context),
  };
  const calls = {
    'pacs.get': () => handlers['pacs.get'](undefined, caller),
    'send.list': () => handlers['send.list'](undefined, caller),
    'send.stop': () => handlers['send.stop']({ examId: 'exam' }, caller),
    'access.ended': () => handlers['access.ended'](undefined, caller),
    'access.acknowledgeEnded': () => handlers['access.acknowledgeEnded'](undefined, caller),
    'notes.get': () => handlers['notes.get']({ examId }, caller),
    'imported.remove': () => handlers['imported.remove']({ examId }, caller),
    'export.reveal': () => handlers['export.reveal'](undefined, caller),
  };
  return { calls, effects: [...Object.values(effects), ...Object.values(library), local.opened] };
}

async function outcomes(calls: Record<string, () => unknown>): Promise<Record<string, unknown>> {
  const ended = Object.entries(calls).map(async ([name, call]) => [
    name,
    await Promise.resolve()
      .then(call)
      .then(
        () => 'answered',
        (error: unknown) => error,
      ),
  ]);
  return Object.fromEntries(await Promise.all(ended)) as Record<string, unknown>;
}

test('a locked session answers nothing and changes nothing, an open one does', async () => {
  const session = fakeComputer().start();
  await session.signIn({
    portalAddress: 'https://e-mage.org',
    username: 'petit',
    password,
    staySignedIn: true,
  });
  const { calls, effects } = handlersOf(session);
  const names = Object.keys(calls);
  await session.lock();
  expect(await outcomes(calls)).toEqual(Object.fromEntries(names.map((name) => [name, notSignedIn])));
  for (const effect of effects) expect(effect).not.toHaveBeenCalled();
  await session.unlock(password);
  expect(await outcomes(calls)).toEqual(Object.fromEntries(names.map((name) => [name, 'answered'])));
});

test("what is this computer's own answers with nobody signed in as well", async () => {
  const { calls } = handlersOf(fakeComputer().start());
  const { 'notes.get': notes, 'imported.remove': remove, 'export.reveal': reveal, ...personal } = calls;
  expect(await outcomes({ notes, remove, reveal })).toEqual({
    notes: 'answered',
    remove: 'answered',
    reveal: 'answered',
  });
  expect(await outcomes(personal)).toEqual(
    Object.fromEntries(Object.keys(personal).map((name) => [name, notSignedIn])),
  );
});
