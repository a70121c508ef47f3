import { preferencesSchema } from '../../src-shared/domain/preferences.ts';
import { createFakeBridge, type FakeOptions } from './fake-bridge.ts';
import { isScenario, scenarios } from './scenarios.ts';

// Before the application's own script: what preload would have put there.
const query = new URLSearchParams(location.search);
const name = query.get('scenario') ?? 'usual';
if (!isScenario(name)) throw new Error(`no such scenario: ${name}`);
const scenario: FakeOptions = scenarios[name];
const preferences = preferencesSchema.partial().parse({
  language: query.get('language') ?? 'fr',
  theme: query.get('theme') ?? 'light',
  textSize: Number(query.get('size') ?? 100),
});
const bridge = createFakeBridge({ ...scenario, preferences });
Object.defineProperty(window, 'emage', { value: bridge });
