import { Type } from "@sinclair/typebox";
import { anyMembers } from "./members.js";
const oauth2Schema = Type.Object({
  error: Type.String({ minLength: 1, pattern: "^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+$", description: "Error code, such as invalid_request" }),
  error_description: Type.Optional(Type.String({ pattern: "^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+$", maxLength: 500 })),
  error_uri: Type.Optional(Type.String({ pattern: "^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$" })),
  request_id: Type.Optional(Type.String()),
  trace_id: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: "OAuth2Error" });
export {
  oauth2Schema
};
