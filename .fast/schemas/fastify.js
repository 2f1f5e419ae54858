import { Type } from "@sinclair/typebox";
import { anyMembers } from "./members.js";
const fastifySchema = Type.Object({
  statusCode: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.Optional(Type.String()),
  error: Type.String({ description: "Reason phrase of the status, in the words of Node" }),
  message: Type.String(),
  requestId: Type.Optional(Type.String()),
  traceId: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: "FastifyError" });
export {
  fastifySchema
};
