import { Type } from "@sinclair/typebox";
import { anyMembers } from "./members.js";
const halLinkSchema = Type.Object({
  href: Type.String({ description: "URI reference (RFC 3986), or with templated a URI template (RFC 6570)" }),
  templated: Type.Optional(Type.Boolean({ description: "href is a URI template" })),
  type: Type.Optional(Type.String({ description: "Media type of what the link leads to" })),
  deprecation: Type.Optional(Type.String({ description: "The link is going away; the URL tells more" })),
  name: Type.Optional(Type.String({ description: "Tells apart links of one relation" })),
  profile: Type.Optional(Type.String({ description: "URI of a profile of what the link leads to (RFC 6906)" })),
  title: Type.Optional(Type.String({ description: "For a person" })),
  hreflang: Type.Optional(Type.String({ description: "Language of what the link leads to (RFC 5646)" }))
}, { title: "HalLink" });
const halLinksSchema = Type.Unsafe(Type.Object({}, {
  additionalProperties: Type.Union([halLinkSchema, Type.Array(halLinkSchema)])
}));
const halEmbeddedSchema = anyMembers();
function halSchema(resource, embedded) {
  if (resource?.type !== "object" || typeof resource.properties !== "object") {
    throw new TypeError("halSchema takes the schema of an object");
  }
  return {
    ...resource,
    properties: {
      ...resource.properties,
      _links: Type.Optional(halLinksSchema),
      _embedded: Type.Optional(embedded === void 0 ? halEmbeddedSchema : Type.Object(optional(embedded)))
    }
  };
}
function optional(properties) {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]));
}
export {
  halEmbeddedSchema,
  halLinkSchema,
  halLinksSchema,
  halSchema
};
