import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaCompiler,
  HookHandlerDoneFunction,
  HTTPMethods,
} from 'fastify';
import { parse } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../services/refusal.ts';
import { holdsNul } from './holds-nul.ts';

// Routes take their URL and the checks of what comes in from openapi.yaml, by operationId. The contract is read once.

const schemaSchema = z.record(z.string(), z.unknown());
const operationSchema = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean().optional(),
        schema: schemaSchema,
      }),
    )
    .optional(),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schemaSchema })) }).optional(),
});
const methods = ['get', 'post', 'patch', 'delete'] as const;

export const contractFile = join(import.meta.dirname, '../../src-shared/portal-api/openapi.yaml');
const contract: unknown = parse(readFileSync(contractFile, 'utf8'), { merge: true });

interface Operation {
  readonly method: HTTPMethods;
  readonly url: string;
  /** Whether an access token is asked for. */
  readonly secured: boolean;
  readonly schema: { params?: object; querystring?: object; body?: object };
  /** What a body may be; null where the operation has none. */
  readonly mediaTypes: ReadonlySet<string> | null;
}

const operations = new Map<string, Operation>();
for (const [path, item] of Object.entries(
  z.looseObject({ paths: z.record(z.string(), schemaSchema) }).parse(contract).paths,
)) {
  for (const method of methods) {
    if (item[method] === undefined) continue;
    const operation = operationSchema.parse(inlined(item[method]));
    const inPlace = (place: string) =>
      operation.parameters?.filter((parameter) => parameter.in === place) ?? [];
    const params = objectOf(inPlace('path'));
    const querystring = objectOf(inPlace('query'));
    const content = operation.requestBody?.content;
    const body = Object.values(content ?? {})[0]?.schema;
    operations.set(operation.operationId, {
      method: method === 'get' ? 'GET' : method === 'post' ? 'POST' : method === 'patch' ? 'PATCH' : 'DELETE',
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      secured: operation.security?.length !== 0,
      schema: {
        ...(params && { params }),
        querystring: querystring ?? { type: 'object' },
        ...(body && { body }),
      },
      mediaTypes: content ? new Set(Object.keys(content)) : null,
    });
  }
}

/** The contract's parts hang together by `$ref`; a validator for one of them is given the whole. None is recursive. */
function inlined(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inlined);
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...rest } = node as { readonly $ref?: string };
  if ($ref === undefined)
    return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inlined(value)]));
  const target = $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => schemaSchema.parse(at)[key], contract);
  return inlined({ ...schemaSchema.parse(target), ...rest });
}

function objectOf(parameters: readonly { name: string; required?: boolean | undefined; schema: object }[]) {
  if (parameters.length === 0) return undefined;
  return {
    type: 'object',
    required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
  };
}

/** A day of the year 0 is none: PostgreSQL has no such year. */
const checker = (coerce: boolean): Ajv2020 => {
  const ajv = new Ajv2020({
    coerceTypes: coerce ? 'array' : false,
    useDefaults: true,
    strict: false,
    allErrors: false,
  });
  formats(ajv);
  ajv.addFormat('date', (text) => z.iso.date().safeParse(text).success && !text.startsWith('0000'));
  return ajv;
};
const textChecker = checker(true);
const bodyChecker = checker(false);

/**
 * Text in URLs becomes numbers and booleans where the contract says so; a body is taken as it is. A check is made when it is first
 * needed: making all of them took a tenth of a start.
 */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  let made: ValidateFunction | undefined;
  return (data: unknown) => {
    const validate = (made ??= (httpPart === 'body' ? bodyChecker : textChecker).compile(schema));
    if (validate(data)) {
      return holdsNul(data) ? { error: new Refusal('invalid-request') } : { value: data };
    }
    const fields = validate.errors?.map(
      (error) =>
        error.instancePath.slice(1) ||
        (typeof error.params['missingProperty'] === 'string'
          ? error.params['missingProperty']
          : (httpPart ?? '')),
    );
    return { error: new Refusal('invalid-request', { fields: [...new Set(fields)] }) };
  };
};

/** A parser there may be for more kinds of body than this operation takes. */
const refuseOtherBodies =
  (mediaTypes: ReadonlySet<string>) =>
  (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
    if (type === undefined || mediaTypes.has(type)) done();
    else done(new Refusal('unsupported-media-type'));
  };

interface Shape {
  readonly body?: unknown;
  readonly path?: unknown;
  readonly query?: unknown;
}

interface Input<D extends Shape> {
  readonly body: D['body'];
  readonly path: D['path'];
  readonly query: NonNullable<D['query']>;
}

export type Handler<D extends Shape> = (
  input: Input<D>,
  request: FastifyRequest,
  reply: FastifyReply,
) => unknown;

/**
 * Registers the handler of an operation. `D` is the operation's generated `…Data` type; what reaches the handler has
 * passed the contract's checks.
 */
export function on<D extends Shape>(
  app: FastifyInstance,
  operationId: string,
  handler: Handler<D>,
  options = {},
): void {
  const operation = operations.get(operationId);
  if (!operation) throw new Error(`openapi.yaml has no operation ${operationId}`);
  app.route({
    method: operation.method,
    url: operation.url,
    schema: operation.schema,
    onRequest: [
      ...(operation.secured ? [app.authenticate] : []),
      ...(operation.mediaTypes ? [refuseOtherBodies(operation.mediaTypes)] : []),
    ],
    ...options,
    handler: (request, reply) => {
      // The contract's checks have passed, and D is generated from the same contract.
      const input = { body: request.body, path: request.params, query: request.query } as Input<D>;
      return handler(input, request, reply);
    },
  });
}
