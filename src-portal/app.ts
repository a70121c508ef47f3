import { readFileSync } from 'node:fs';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { compose } from './compose.ts';
import { dicomWeb } from './dicomweb/plugin.ts';
import { answerFailures } from './http/answer-people.ts';
import { decorateWithAuthentication } from './http/authenticate.ts';
import { addCaching } from './http/caching.ts';
import { answerClientError } from './http/client-errors.ts';
import { validatorCompiler } from './http/contract.ts';
import { parseForms, parseJson } from './http/bodies.ts';
import { imageAccess } from './http/image-access.ts';
import { loggerOptions, logRequests } from './http/logging.ts';
import { collectMethods } from './http/methods.ts';
import { endIdleConnections } from './http/idle-connections.ts';
import { endSlowSenders } from './http/slow-senders.ts';
import { refuseInsecureTransport } from './http/transport.ts';
import type { Portal } from './portal.ts';
import { accountRoutes } from './routes/account.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { examRoutes } from './routes/exams.ts';
import { healthRoutes } from './routes/health.ts';
import { oauthRoutes } from './routes/oauth.ts';
import { professionalRoutes } from './routes/professionals.ts';
import { reportRoutes } from './routes/reports.ts';
import { shareLinkRoutes } from './routes/share-link.ts';
import { shareRoutes } from './routes/shares.ts';
import { transparencyRoutes } from './routes/transparency.ts';
import { registerStudies } from './services/exam-registry.ts';
import { startHousekeeping } from './services/housekeeping.ts';

/** Enough for every JSON body of the contract; STOW-RS has limits of its own. */
const bodyLimit = 64 * 1024;
/** Milliseconds after which a connection on which nothing moves is ended. */
const silence = 120_000;
/** Milliseconds within which a request's headers are there. */
const headersTimeout = 20_000;

export interface PortalApp {
  readonly http: FastifyInstance;
  /** Listens, and answers the address that people reach it at. */
  listen(): Promise<string>;
}

/** Everything wired, not yet listening: `http.inject` works. */
export async function buildApp(portal: Portal): Promise<PortalApp> {
  const { config, db } = portal;
  let url = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const baseUrl = (): string => url;
  const http: FastifyInstance = Fastify({
    logger: loggerOptions(config.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit,
    routerOptions: { maxParamLength: 20_000 },
    // Uploads of images may take hours, as long as something comes; other bodies: endSlowSenders.
    requestTimeout: 0,
    connectionTimeout: silence,
    http: { headersTimeout },
    clientErrorHandler: answerClientError,
    ...(config.tlsCertificate !== undefined &&
      config.tlsKey !== undefined && {
        https: {
          cert: readFileSync(config.tlsCertificate),
          key: readFileSync(config.tlsKey),
          headersTimeout,
        },
      }),
  });
  const services = compose(portal, baseUrl, http.log);

  http.setValidatorCompiler(validatorCompiler);
  answerFailures(http, { ...config, downloadUrl: config.downloadUrl });
  logRequests(http);
  const answerOtherMethods = collectMethods(http);
  refuseInsecureTransport(http);
  endSlowSenders(http, { body: 20_000, rest: 60_000 });
  endIdleConnections(http);
  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await http.register(rateLimit, { global: false, cache: 50_000 });
  parseForms(http);
  parseJson(http);
  addCaching(http);
  decorateWithAuthentication(http, services.sessions);

  discoveryRoutes(http, { ...services, config, baseUrl });
  const exchangeCode = config.browserSignIn
    ? // What it stands on is a third of the portal's code: it is read where it is wanted.
      await (
        await import('./browser-sign-in/routes.ts')
      ).browserSignInRoutes(http, {
        ...services,
        db,
        owner: { ...config, downloadUrl: config.downloadUrl },
        behindProxy: config.trustProxy !== false,
        signInsPerMinute: config.signInsPerMinute,
        baseUrl,
      })
    : null;
  oauthRoutes(http, { ...services, signInsPerMinute: config.signInsPerMinute, exchangeCode });
  examRoutes(http, services);
  reportRoutes(http, { ...services, db, reportFiles: portal.reportFiles });
  shareRoutes(http, { ...services, sharesPerHour: config.sharesPerHour, baseUrl });
  shareLinkRoutes(http, { portal: { ...config, downloadUrl: config.downloadUrl }, baseUrl });
  transparencyRoutes(http, { ...services, baseUrl });
  professionalRoutes(http, services);
  accountRoutes(http, { ...services, signInsPerMinute: config.signInsPerMinute });
  healthRoutes(http, { db });
  await http.register(
    async (scope) => {
      scope.addHook('onRequest', async (request) => {
        if (request.routeOptions.config.asksWithItsRight !== true) await scope.authenticate(request);
      });
      await scope.register(dicomWeb, {
        store: portal.images,
        rights: imageAccess(db, services.reading, services.revocations),
        onStored: async (_request, studyUids) => {
          await registerStudies(db, portal.images, studyUids);
        },
        baseUrl: () => `${url}/dicom-web`,
      });
    },
    { prefix: '/dicom-web' },
  );
  answerOtherMethods();

  const housekeeping = startHousekeeping(
    db,
    services.sessions,
    { store: portal.images, isArchive: portal.files === null },
    (error) => http.log.error({ err: error }, 'housekeeping'),
  );
  http.addHook('onClose', async () => {
    housekeeping.stop();
    await services.mailer.close();
  });

  return {
    http,
    async listen() {
      await housekeeping.sync();
      const address = await http.listen({ port: config.port, host: config.host });
      url = config.publicUrl ?? address.replace('//[::1]', '//localhost');
      return url;
    },
  };
}
