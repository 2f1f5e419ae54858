import { Type } from "@sinclair/typebox";
const anyMembers = () => Type.Unsafe(Type.Object({}, { additionalProperties: true }));
export {
  anyMembers
};
