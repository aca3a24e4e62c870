import type { RequestContract } from '@vanthu/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refused, refuseCommon } from '../http/refused.js';
import { fieldsOf } from '../openapi/contract-paths.js';

/** Makes the input of a contract from path, query and body. What it means is judged by the owner, with the contract's schema. */
export function inputReader(contract: RequestContract): (request: FastifyRequest) => Record<string, unknown> {
  const fields = fieldsOf(contract.input);
  const lists = new Set(Object.keys(fields).filter((name) => isList(fields[name] as z.ZodType)));
  if (contract.http?.method === 'GET') {
    return (request) => {
      const asked = Object.entries(request.query as Record<string, unknown>)
        .filter(([name]) => Object.hasOwn(fields, name))
        .map(([name, value]) => [name, lists.has(name) && !Array.isArray(value) ? [value] : value]);
      return { ...Object.fromEntries(asked), ...(request.params as object) };
    };
  }
  return (request) => {
    const body = request.body ?? {};
    if (typeof body !== 'object' || Array.isArray(body)) {
      throw new Refused(refuseCommon('REQUEST.INVALID', { problem: 'nội dung phải là một đối tượng JSON' }));
    }
    return { ...body, ...(request.params as object) };
  };
}

/** Whether the field is an array under what wraps it (optional, default). */
function isList(field: z.ZodType): boolean {
  const { def } = field as z.ZodType & { def: { type: string; innerType?: z.ZodType } };
  return def.type === 'array' || (def.innerType !== undefined && isList(def.innerType));
}
