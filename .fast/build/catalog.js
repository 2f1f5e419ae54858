import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { catalog } from "../lib/error/catalog.js";
import * as schemas from "../schemas/details.js";
const HEAD = "// Built by build/catalog.ts; to change it, edit lib/error/catalog.ts or schemas/details.ts and run: npm run generate";
const details = {
  invalidBody: schemas.invalidBodyDetailSchema,
  issues: schemas.issuesDetailSchema,
  conflict: schemas.conflictDetailSchema,
  methodNotAllowed: schemas.methodNotAllowedDetailSchema,
  contentTooLarge: schemas.contentTooLargeDetailSchema
};
function writeDetails() {
  const members = Object.entries(details).map(([name, schema]) => `  ${name}: ${JSON.stringify(schema)}`);
  return `${HEAD}
/* eslint-disable */
export const details = {
${members.join(",\n")}
} as const
`;
}
function writeHelpers() {
  const named = catalog.flatMap((row) => [row.name, ...row.aliases ?? []].map((name) => ({ name, row })));
  const members = (indent, type) => named.map(({ name, row }) => `${indent}/** ${describe(row)} */
${indent}${name}: ${type(name)}`).join("\n");
  return `${HEAD}
import type { Helper } from './helper-type.js'
import type { OtherHelpers } from './other-helpers.js'

/**
 * The helpers of \`reply\` and the factories of \`errors\`: the same names, the same arguments.
 *
 * Each takes \`(message?, init?)\`, as in \`@fastify/sensible\`; those with arguments of their own take these two after them.
 */
export interface Helpers<Result> extends OtherHelpers<Result> {
${members("  ", (name) => `Helper<'${name}', Result>`)}
}

declare module 'fastify' {
  // Each member by itself: an interface that extends Helpers would not compile beside the types of @fastify/sensible
  interface FastifyReply {
${members("    ", (name) => `Helpers<FastifyReply>['${name}']`)}
    /** Sends an error of the application, of a status, or of a helper's name. */
    fail: Helpers<FastifyReply>['fail']
    /** Sends an OAuth2 error as a token endpoint does (RFC 6749 section 5.2). */
    oauthError: Helpers<FastifyReply>['oauthError']
    /** Redirects to an OAuth2 client with an error, as an authorization endpoint does (RFC 6749 section 4.1.2.1). */
    oauthRedirect: Helpers<FastifyReply>['oauthRedirect']
    /** Sends the error of a protected resource with its challenge (RFC 6750 section 3). */
    bearerError: Helpers<FastifyReply>['bearerError']
  }
}
`;
}
function describe({ name, statusCode, title, code, header, arguments: own }) {
  const start = `Sends ${statusCode} ${title}`;
  const codeText = name.startsWith("invalid") ? `, code \`${code}\`` : "";
  if (own !== void 0) return `${start}${codeText}, ${own.description}.`;
  const isChallenge = header === "WWW-Authenticate" || header === "Proxy-Authenticate";
  return isChallenge ? `${start} with \`${header}\`: the \`challenge\` of \`init\`, else option \`challenge\`.` : `${start}.`;
}
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [file, text] of [["lib/error/generated-details.ts", writeDetails()], ["lib/helpers/generated.ts", writeHelpers()]]) {
    await writeFile(new URL(`../../${file}`, import.meta.url), text);
    console.log(file);
  }
}
export {
  writeDetails,
  writeHelpers
};
