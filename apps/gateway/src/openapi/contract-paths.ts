import { type RequestContract, requestContracts } from '@vanthu/contracts';
import { deadLettersContract, requeueDeadLetterContract } from '@vanthu/messaging';
import type { z } from 'zod';
import type { Components, JsonSchema } from './components.js';

export type HttpContract = RequestContract & Required<Pick<RequestContract, 'http'>>;

const services = [...new Set(requestContracts.map((contract) => contract.service))];

/** What the contracts offer to the web, and what every service offers to its administrators. */
export const httpContracts = [
  ...requestContracts,
  ...services.flatMap((service) => [deadLettersContract(service), requeueDeadLetterContract(service)]),
].filter((one): one is HttpContract => one.http !== undefined);

export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

/** `outgoing.create-draft` as a name for generated clients: `outgoingCreateDraft`. */
export const operationId = ({ service, name }: { service: string; name: string }): string =>
  `${service}-${name}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const clockHeader: JsonSchema = {
  name: 'X-VanThu-At',
  in: 'header',
  required: false,
  description: 'Thời điểm giả định; chỉ hệ thống chạy giờ giả lập mới nhận.',
  schema: { type: 'string', format: 'date-time' },
};
/** Everything but reading needs the session and its token. */
export const unsafeSecurity = [{ session: [], csrf: [] }];
/** Other systems carry their key and no session. */
export const machineSecurity = [{ machineKey: [] }];
const commandIdHeader: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Mã lệnh. Gửi lại cùng mã và cùng nội dung thì nhận lại kết quả cũ.',
  schema: { type: 'string', format: 'uuid' },
};

/** One operation per contract that has a route: the same data from which the route itself is made. */
export function contractPaths(components: Components): Record<string, JsonSchema> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of httpContracts) {
    const path = `/api${contract.http.path}`;
    paths[path] ??= {};
    paths[path][contract.http.method.toLowerCase()] = operation(contract, components);
  }
  return paths;
}

function operation(contract: HttpContract, components: Components): JsonSchema {
  const { method, path, summary } = contract.http;
  const inPath = pathParameters(path);
  const input = fieldsOf(contract.input);
  const unsafe = method !== 'GET';
  return {
    operationId: operationId(contract),
    summary,
    tags: [contract.service],
    ...(contract.right && contract.right !== 'signed-in' ? { 'x-right': contract.right } : {}),
    parameters: [
      ...inPath.map((name) => parameter(name, 'path', true, input[name], components)),
      ...(unsafe
        ? []
        : Object.keys(input)
            .filter((name) => !inPath.includes(name))
            .map((name) => parameter(name, 'query', !isOptional(input[name]), input[name], components))),
      ...(contract.kind === 'command' ? [commandIdHeader] : []),
      clockHeader,
    ],
    ...(contract.forMachines ? { security: machineSecurity } : unsafe ? { security: unsafeSecurity } : {}),
    ...(unsafe ? bodyOf(contract, inPath, components) : {}),
    responses: {
      200: { description: 'Kết quả', content: json(components.schemaOf(contract.output, 'output')) },
      default: refused(),
    },
  };
}

export const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
export const refused = () => ({
  description: 'Từ chối hoặc lỗi',
  content: json({ $ref: '#/components/schemas/RefusalBody' }),
});

function bodyOf(contract: HttpContract, inPath: string[], components: Components): JsonSchema {
  const schema = components.schemaOf(contract.input, 'input');
  const whole = resolve(schema, components);
  const properties = Object.entries((whole.properties ?? {}) as JsonSchema).filter(([name]) => !inPath.includes(name));
  if (properties.length === 0 && inPath.length > 0) return {};
  const body =
    inPath.length === 0
      ? schema
      : {
          ...whole,
          properties: Object.fromEntries(properties),
          required: ((whole.required ?? []) as string[]).filter((name) => !inPath.includes(name)),
        };
  return { requestBody: { required: true, content: json(body) } };
}

const resolve = (schema: JsonSchema, components: Components): JsonSchema =>
  typeof schema.$ref === 'string'
    ? (components.schemas[schema.$ref.slice('#/components/schemas/'.length)] as JsonSchema)
    : schema;

/** Fields of an input; every input of a contract with a route is an object. */
export function fieldsOf(input: z.ZodType): Record<string, z.ZodType> {
  const { shape } = input as z.ZodType & { shape?: Record<string, z.ZodType> };
  if (!shape) throw new Error('the input of a request with a route must be an object');
  return shape;
}

const isOptional = (field: z.ZodType | undefined): boolean => field?.safeParse(undefined).success ?? true;

/** A query is text; what it stands for is the output of the field's schema (`z.stringbool`, `z.coerce.number`). */
function parameter(
  name: string,
  place: 'path' | 'query',
  required: boolean,
  field: z.ZodType | undefined,
  components: Components,
): JsonSchema {
  if (!field) throw new Error(`the path names a field that the input has not: ${name}`);
  return { name, in: place, required, schema: components.schemaOf(field, 'output') };
}
