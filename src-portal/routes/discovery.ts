import type { FastifyInstance } from 'fastify';
import type { Discovery, DiscoverPortalData } from '../../src-shared/portal-api/generated/types.gen.ts';
import { desktopClient } from '../browser-sign-in/provider.ts';
import type { Config } from '../config.ts';
import { on } from '../http/contract.ts';
import { breakGlassHours, breakGlassReasonMinLength } from '../services/break-glass.ts';
import { shareRules } from '../services/shares.ts';

export function discoveryRoutes(
  app: FastifyInstance,
  {
    config,
    lockout,
    password,
    baseUrl,
  }: {
    config: Config;
    lockout: Discovery['lockout'];
    password: Discovery['password'];
    baseUrl: () => string;
  },
): void {
  on<DiscoverPortalData>(app, 'discoverPortal', () => {
    const base = baseUrl();
    const discovery: Discovery = {
      name: config.name,
      operator: config.operator,
      apiVersions: ['1'],
      apiBaseUrl: `${base}/api/v1`,
      dicomwebBaseUrl: `${base}/dicom-web`,
      token_endpoint: `${base}/oauth/token`,
      revocation_endpoint: `${base}/oauth/revoke`,
      ...(config.browserSignIn && {
        authorization_endpoint: `${base}/oidc/auth`,
        client_id: desktopClient,
      }),
      support: { email: config.supportEmail, telephone: config.supportTelephone ?? null },
      password,
      lockout,
      sharing: {
        ...shareRules,
        durationsDays: [...config.shareDurationsDays],
        kinds: ['professional', 'relative'],
      },
      breakGlass: { hours: breakGlassHours, reasonMinLength: breakGlassReasonMinLength },
      features: [
        'sharing',
        'access-history',
        'professionals',
        'establishments',
        'break-glass',
        'deactivation',
        'sessions',
        'password-change',
        'fhir-audit',
        'store',
      ],
      ...(config.downloadUrl && { downloadUrl: config.downloadUrl }),
    };
    return discovery;
  });
}
