import { Type } from "@sinclair/typebox";
import { anyMembers } from "./members.js";
const envelopeSchema = Type.Object({
  type: Type.Array(Type.Literal("Error"), { minItems: 1, maxItems: 1 }),
  error: Type.Object({
    code: Type.String({ description: "Machine code of the error, such as CONFLICT" }),
    message: Type.String({ minLength: 1, description: "What went wrong, for a person" }),
    detail: Type.Optional(anyMembers())
  }),
  debug: anyMembers()
}, { title: "Envelope" });
export {
  envelopeSchema
};
