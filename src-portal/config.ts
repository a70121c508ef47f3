import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

// From a JSON file (PORTAL_CONFIG), overridden by the environment. docs/portal.md tells an operator what each means.

const loopbackHosts = ['127.0.0.1', '::1', 'localhost'];
const flag = z.stringbool().or(z.boolean());
const days = z.array(z.number().int().positive()).min(1);
const numbers = z.union(
  [
    z
      .string()
      .transform((text) => text.split(',').map(Number))
      .pipe(days),
    days,
  ],
  { error: 'whole numbers of days, separated by commas: 1,7,30' },
);

const configSchema = z
  .strictObject({
    port: z.coerce.number().int().min(0).max(65_535).default(8100),
    host: z.string().default('127.0.0.1'),
    data: z.string().default('.portal-data'),
    databaseUrl: z
      .string()
      .regex(/^postgres(ql)?:/, 'only PostgreSQL: postgres://user:password@host/database')
      .optional(),
    pacsUrl: z.url().optional(),
    smtpUrl: z.url().optional(),
    mailFrom: z.string().default('e-mage <no-reply@e-mage.org>'),
    /** As people reach it, without a trailing slash. Where absent: the address listened on. */
    publicUrl: z
      .url()
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    name: z.string().default('e-mage'),
    operator: z.string().default('e-mage'),
    supportEmail: z.email().default('support.e-mage@pulsy.fr'),
    supportTelephone: z.string().optional(),
    downloadUrl: z.url().optional(),
    tlsCertificate: z.string().optional(),
    tlsKey: z.string().optional(),
    /** Believe X-Forwarded-* of a reverse proxy: `true`, or its addresses. */
    trustProxy: z.union([flag, z.string()]).default(false),
    logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    signInsPerMinute: z.coerce.number().int().positive().default(60),
    sharesPerHour: z.coerce.number().int().positive().default(60),
    passwordMinLength: z.coerce.number().int().min(8).max(64).default(12),
    lockoutSeconds: z.coerce.number().int().positive().default(300),
    shareDurationsDays: numbers.default([1, 7, 30, 90]),
    browserSignIn: flag.default(false),
  })
  .refine((config) => (config.tlsCertificate === undefined) === (config.tlsKey === undefined), {
    message: 'PORTAL_TLS_CERTIFICATE and PORTAL_TLS_KEY go together',
  })
  .refine(
    (config) =>
      loopbackHosts.includes(config.host) || config.tlsCertificate !== undefined || config.trustProxy,
    {
      message:
        'plain HTTP on loopback alone: set PORTAL_TLS_CERTIFICATE and PORTAL_TLS_KEY, or PORTAL_TRUST_PROXY behind a proxy that speaks TLS',
    },
  );

export type Config = Readonly<z.output<typeof configSchema>>;

const environmentNames: Readonly<Record<string, keyof Config>> = {
  PORTAL_PORT: 'port',
  PORTAL_HOST: 'host',
  PORTAL_DATA: 'data',
  DATABASE_URL: 'databaseUrl',
  PACS_URL: 'pacsUrl',
  SMTP_URL: 'smtpUrl',
  PORTAL_MAIL_FROM: 'mailFrom',
  PORTAL_PUBLIC_URL: 'publicUrl',
  PORTAL_NAME: 'name',
  PORTAL_OPERATOR: 'operator',
  PORTAL_SUPPORT_EMAIL: 'supportEmail',
  PORTAL_SUPPORT_TELEPHONE: 'supportTelephone',
  PORTAL_DOWNLOAD_URL: 'downloadUrl',
  PORTAL_TLS_CERTIFICATE: 'tlsCertificate',
  PORTAL_TLS_KEY: 'tlsKey',
  PORTAL_TRUST_PROXY: 'trustProxy',
  PORTAL_LOG_LEVEL: 'logLevel',
  PORTAL_SIGN_INS_PER_MINUTE: 'signInsPerMinute',
  PORTAL_SHARES_PER_HOUR: 'sharesPerHour',
  PORTAL_PASSWORD_MIN_LENGTH: 'passwordMinLength',
  PORTAL_LOCKOUT_SECONDS: 'lockoutSeconds',
  PORTAL_SHARE_DURATIONS_DAYS: 'shareDurationsDays',
  PORTAL_BROWSER_SIGN_IN: 'browserSignIn',
};

/** How a portal with demo data names itself, unless it is told otherwise. */
export const demoDefaults = {
  name: 'e-mage Grand Est',
  operator: 'Groupement régional d’imagerie (démonstration)',
  supportTelephone: '03 53 01 00 54',
} as const;

/** Throws an Error whose message an operator can act on. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  defaults: Partial<Config> = {},
): Config {
  const file = environment['PORTAL_CONFIG'];
  const fromFile = file
    ? z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))
    : {};
  const fromEnvironment = Object.fromEntries(
    Object.entries(environmentNames).flatMap(([name, key]) =>
      environment[name] ? [[key, environment[name]]] : [],
    ),
  );
  const parsed = configSchema.safeParse({ ...defaults, ...fromFile, ...fromEnvironment });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(faultOf);
    throw new Error(['The configuration is wrong.', ...faults].join('\n'));
  }
  return { ...parsed.data, data: resolve(parsed.data.data) };
}

/** Under both names that a setting has: an operator looks for the one that they wrote. */
function faultOf({ path: [key], message }: z.core.$ZodIssue): string {
  const name = Object.entries(environmentNames).find(([, each]) => each === key)?.[0];
  const setting = name === undefined ? key : `${name} (in a file: ${String(key)})`;
  return setting === undefined ? `✖ ${message}` : `✖ ${String(setting)}: ${message}`;
}

/** Where things lie below the data folder. */
export const folders = (config: Pick<Config, 'data'>) => ({
  database: join(config.data, 'database'),
  images: join(config.data, 'images'),
  reports: join(config.data, 'reports'),
  outbox: join(config.data, 'outbox'),
});
