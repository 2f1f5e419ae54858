import { Type } from "@sinclair/typebox";
import { anyMembers } from "./members.js";
const descriptionSchema = Type.Object({
  message: Type.String({ minLength: 1, description: "Status and phrase, such as 404: Not Found" }),
  description: Type.String({ minLength: 1, description: "What went wrong, for a person" }),
  requestId: Type.Optional(Type.String()),
  traceId: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: "Description" });
export {
  descriptionSchema
};
