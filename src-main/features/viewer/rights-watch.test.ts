import { expect, test } from 'vitest';
import type { DiscoveredPortal } from '../../sources/portal/discovery.ts';
import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import { PortalClient } from '../../sources/portal/client.ts';
import { fakeComputer, password } from '../../session/testing.ts';
import { RightsWatch } from './rights-watch.ts';

async function watched(refusal: ErrorCode | null) {
  const { portal, start, clock } = fakeComputer();
  const asked: string[] = [];
  portal.client = (endpoints: DiscoveredPortal['endpoints'], withToken) =>
    new PortalClient({
      endpoints,
      withToken,
      language: () => 'fr',
      http: ({ url }) => {
        asked.push(url);
        return refusal === null
          ? Promise.resolve({ status: 200, etag: null, body: undefined })
          : Promise.reject(new AppFailure(refusal, 'refused'));
      },
    });
  const session = start();
  await session.signIn({ portalAddress: 'https://e-mage.org', username: 'm', password, staySignedIn: true });
  const ended: string[] = [];
  new RightsWatch({ session, clock, onScreen: () => ['one'], onEnded: (id) => ended.push(id) });
  return { session, clock, asked, ended };
}

test.each(['not-found', 'not-allowed', 'share-expired'] as const)(
  'what the portal refuses with %s goes from the screen',
  async (code) => {
    const { clock, ended } = await watched(code);
    await clock.advance(21_000);
    expect(ended).toEqual(['one']);
  },
);

test.each(['portal-unavailable', 'timed-out', 'portal-answer-invalid'] as const)(
  '%s takes nothing from the screen',
  async (code) => {
    const { clock, asked, ended } = await watched(code);
    await clock.advance(21_000);
    expect(asked).toHaveLength(1);
    expect(ended).toEqual([]);
  },
);

test('a locked screen asks nothing', async () => {
  const { session, clock, asked } = await watched('not-found');
  await session.lock();
  await clock.advance(120_000);
  expect(asked).toEqual([]);
});
