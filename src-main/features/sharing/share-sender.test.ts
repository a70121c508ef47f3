import { beforeEach, expect, test, vi } from 'vitest';
import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import type { CreateShareInput } from '../../../src-shared/ipc/schemas/sharing.ts';
import type { PortalClient } from '../../sources/portal/client.ts';
import { ShareSender } from './share-sender.ts';

const now = Date.parse('2026-03-03T10:00:00Z');
const input: CreateShareInput = {
  examIds: ['knee', 'chest'],
  recipientEmail: 'Dr.Petit@cabinet.example',
  recipientName: null,
  kind: 'professional',
  durationDays: 7,
  includeReports: true,
  message: null,
};

interface Row {
  readonly id: string;
  readonly state: string;
  readonly createdAt: string;
  readonly recipientEmail: string;
  readonly openings: number;
  readonly exams: { readonly id: string }[];
}
const row = (change: Partial<Row> = {}): Row => ({
  id: 'made',
  state: 'active',
  createdAt: '2026-03-03T10:00:01Z',
  recipientEmail: 'dr.petit@cabinet.example',
  openings: 0,
  exams: [{ id: 'chest' }, { id: 'knee' }],
  ...change,
});

let shares: Row[];
let reached: boolean;
const deleted: string[] = [];
const post = vi.fn<() => Promise<unknown>>();
const client = {
  send: post,
  getAll: () =>
    reached
      ? Promise.resolve({ items: shares })
      : Promise.reject(new AppFailure('network-unreachable', 'no way')),
  do: (_method: string, path: string) => {
    deleted.push(path);
    shares = shares.map((share) => (path.endsWith(share.id) ? { ...share, state: 'revoked' } : share));
    return Promise.resolve();
  },
  get: () => Promise.resolve(row({ state: 'revoked' })),
} as unknown as PortalClient;

const failing = (code: ErrorCode, made: Row[]) => () => {
  shares = [...made, ...shares];
  return Promise.reject(new AppFailure(code, 'no answer'));
};
const created = { ...row({ id: 'second' }), accessCode: 'AAAA-BBBB', link: 'https://portal.example/s/x' };
const failure = (code: ErrorCode) => ({ error: { code } });

beforeEach(() => {
  shares = [row({ id: 'older', createdAt: '2026-03-02T10:00:00Z' })];
  reached = true;
  deleted.length = 0;
  post.mockReset();
});

test('a share whose answer is lost is ended, said, and made anew when the person tries again', async () => {
  const sender = new ShareSender(() => now);
  post.mockImplementationOnce(failing('timed-out', [row()]));
  await expect(sender.send(client, input, 'fr')).rejects.toMatchObject(failure('share-code-lost'));
  expect(deleted).toEqual(['/shares/made']);
  post.mockResolvedValueOnce(created);
  await expect(sender.send(client, input, 'fr')).resolves.toMatchObject({ accessCode: 'AAAA-BBBB' });
  expect(deleted).toHaveLength(1);
});

test('nothing that looks like it: the failure stays what it is, and nothing is ended', async () => {
  const sender = new ShareSender(() => now);
  post.mockImplementationOnce(
    failing('portal-unavailable', [
      row({ id: 'other-exam', exams: [{ id: 'knee' }] }),
      row({ id: 'other-person', recipientEmail: 'someone@else.example' }),
      row({ id: 'opened', openings: 1 }),
    ]),
  );
  await expect(sender.send(client, input, 'fr')).rejects.toMatchObject(failure('portal-unavailable'));
  expect(deleted).toEqual([]);
});

test('while the portal cannot be asked the next try waits for the answer, and sends nothing twice', async () => {
  const sender = new ShareSender(() => now);
  post.mockImplementationOnce(failing('network-unreachable', [row()]));
  reached = false;
  await expect(sender.send(client, input, 'fr')).rejects.toMatchObject(failure('network-unreachable'));
  await expect(sender.send(client, input, 'fr')).rejects.toMatchObject(failure('network-unreachable'));
  expect(post).toHaveBeenCalledTimes(1);
  reached = true;
  await expect(sender.send(client, input, 'fr')).rejects.toMatchObject(failure('share-code-lost'));
  expect(post).toHaveBeenCalledTimes(1);
  expect(deleted).toEqual(['/shares/made']);
});

test('one that was left open does not keep the person from sharing with another', async () => {
  const sender = new ShareSender(() => now);
  post.mockImplementationOnce(failing('timed-out', [row()]));
  reached = false;
  await expect(sender.send(client, input, 'fr')).rejects.toMatchObject(failure('timed-out'));
  reached = true;
  post.mockResolvedValueOnce(created);
  const other = { ...input, recipientEmail: 'claire@exemple.fr' };
  await expect(sender.send(client, other, 'fr')).resolves.toMatchObject({ accessCode: 'AAAA-BBBB' });
  expect(deleted).toEqual(['/shares/made']);
});

test('a share that was sent twice on its way stands once: the one whose code came', async () => {
  const sender = new ShareSender(() => now);
  post.mockImplementationOnce(() => {
    shares = [row({ id: 'second' }), row({ id: 'first' }), ...shares];
    return Promise.resolve(created);
  });
  await expect(sender.send(client, input, 'fr')).resolves.toMatchObject({
    share: { id: 'second' },
    mailedTwice: true,
  });
  expect(deleted).toEqual(['/shares/first']);
});

test('a portal’s own refusal is no lost answer', async () => {
  const sender = new ShareSender(() => now);
  post.mockImplementationOnce(failing('share-duration-not-allowed', [row()]));
  await expect(sender.send(client, input, 'fr')).rejects.toMatchObject(failure('share-duration-not-allowed'));
  expect(deleted).toEqual([]);
});
