import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import { parse } from 'yaml';

// Every answer that a test gets is held against openapi.yaml: status, media type, schema, and the rules that the
// contract states in words (Retry-After, problem+json, ETag).

interface Reply {
  content?: Record<string, { schema?: object }>;
  $ref?: string;
}
interface Operation {
  operationId: string;
  responses: Record<string, Reply>;
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Reply> };
}

const contract: Contract = parse(
  readFileSync(join(import.meta.dirname, '../../src-shared/portal-api/openapi.yaml'), 'utf8'),
  { merge: true },
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats(ajv);
ajv.addSchema({ $id: 'contract', ...contract });
const validators = new Map<string, ValidateFunction>();

const routes = Object.entries(contract.paths).map(([path, item]) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  item,
}));

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

export async function checkAgainstContract(method: string, path: string, response: Response): Promise<void> {
  const { pathname } = new URL(path, 'http://portal');
  const route = routes.find(({ pattern, item }) => pattern.test(pathname) && item[method.toLowerCase()]);
  const { status } = response;
  const type = (response.headers.get('content-type') ?? '').split(';')[0]!;
  if ([423, 429, 503].includes(status))
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  if (status >= 400 && type !== 'application/dicom+json') expect(type).toBe('application/problem+json');
  if (!route) return;
  const operation = route.item[method.toLowerCase()]!;
  const key = operation.responses[String(status)] ? String(status) : 'default';
  const listed = operation.responses[key]!;
  expect(key === 'default' ? status >= 400 : true, `${operation.operationId} answers ${status}`).toBe(true);
  const at = listed.$ref
    ? listed.$ref.slice(1)
    : `/paths/${escaped(route.path)}/${method.toLowerCase()}/responses/${key}`;
  const reply = listed.$ref ? contract.components.responses[listed.$ref.split('/').at(-1)!]! : listed;
  if (!reply.content) {
    expect(await response.clone().text()).toBe('');
    return;
  }
  expect(Object.keys(reply.content), `${operation.operationId} ${status}`).toContain(type);
  if (!type.endsWith('json')) return;
  if (method === 'GET' && status === 200) expect(response.headers.get('cache-control')).toContain('private');
  const pointer = `contract#${at}/content/${escaped(type)}/schema`;
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: pointer });
  validators.set(pointer, validate);
  const body: unknown = await response.clone().json();
  expect(
    validate(body) ? [] : validate.errors,
    `${operation.operationId} ${status} ${JSON.stringify(body).slice(0, 500)}`,
  ).toEqual([]);
}
