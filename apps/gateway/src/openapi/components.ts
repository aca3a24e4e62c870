import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/**
 * Schemas of the contracts as OpenAPI 3.1 components, named by their `id`. A schema that reads differently as input and as
 * output (defaults, trimming) gets a second name, `<id>Input`.
 */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** The schema as a reference where it has a name, in full where not. */
  schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const {
      $schema: _,
      $defs,
      ...root
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: shorten }) as JsonSchema & {
      $defs?: Record<string, JsonSchema>;
    };
    const named = { ...$defs };
    const id = z.globalRegistry.get(schema)?.id;
    if (id && !('$ref' in root)) named[id] = root;
    const names = this.add(named);
    return rename(id ? { $ref: `#/$defs/${id}` } : root, names);
  }

  private add(named: Record<string, JsonSchema>): Map<string, string> {
    const names = new Map<string, string>(Object.keys(named).map((id) => [id, id]));
    // An input that contains a renamed input is renamed too, so names are settled before anything is kept.
    for (let settled = false; !settled; ) {
      settled = true;
      for (const [id, schema] of Object.entries(named)) {
        const kept = this.schemas[names.get(id) as string];
        if (kept && !isDeepStrictEqual(kept, clean(rename(schema, names))) && names.get(id) === id) {
          names.set(id, `${id}Input`);
          settled = false;
        }
      }
    }
    for (const [id, schema] of Object.entries(named)) {
      const name = names.get(id) as string;
      const made = clean(rename(schema, names));
      const kept = this.schemas[name];
      if (kept && !isDeepStrictEqual(kept, made)) throw new Error(`two different schemas are called ${name}`);
      this.schemas[name] = made;
    }
    return names;
  }
}

/** `format` says it already; zod adds the pattern that it tests with. */
const shorten = ({
  jsonSchema,
}: {
  jsonSchema: { format?: unknown; pattern?: unknown; contentEncoding?: unknown };
}) => {
  if (jsonSchema.format !== undefined || jsonSchema.contentEncoding !== undefined) delete jsonSchema.pattern;
};

const clean = ({ id: _, $schema: __, ...schema }: JsonSchema): JsonSchema => schema;

function rename(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => {
        const local = key === '$ref' && typeof field === 'string' && /^#\/\$defs\/(.+)$/.exec(field);
        return [key, local ? `#/components/schemas/${names.get(local[1] as string) ?? local[1]}` : walk(field)];
      }),
    );
  };
  return walk(schema) as JsonSchema;
}
