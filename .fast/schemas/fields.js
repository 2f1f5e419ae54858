import { Type } from "@sinclair/typebox";
import { anyMembers } from "./members.js";
const fieldsSchema = Type.Object({
  message: Type.String({ minLength: 1 }),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 }), {
    description: "Messages by field; those of the whole object under base"
  })),
  requestId: Type.Optional(Type.String()),
  traceId: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: "Fields" });
export {
  fieldsSchema
};
