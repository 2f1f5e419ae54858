// Built by build/catalog.ts; to change it, edit lib/error/catalog.ts or schemas/details.ts and run: npm run generate
/* eslint-disable */
export const details = {
  invalidBody: {"type":"object","required":["path"],"properties":{"path":{"type":"string"},"issues":{"type":"array","items":{"type":"object","required":["path","in","kind","message"],"properties":{"path":{"description":"Dotted path from the root of that part of the request; empty for the root itself","type":"string"},"in":{"type":"string","enum":["body","querystring","params","headers"]},"kind":{"description":"Machine code of the issue, such as invalid_type or too_small","type":"string"},"message":{"type":"string"}}}}}},
  issues: {"type":"object","properties":{"issues":{"type":"array","items":{"type":"object","required":["path","in","kind","message"],"properties":{"path":{"description":"Dotted path from the root of that part of the request; empty for the root itself","type":"string"},"in":{"type":"string","enum":["body","querystring","params","headers"]},"kind":{"description":"Machine code of the issue, such as invalid_type or too_small","type":"string"},"message":{"type":"string"}}}}}},
  conflict: {"type":"object","required":["conflictField"],"properties":{"conflictField":{"description":"Path to the field that caused the conflict","type":"string"},"originalValue":{"description":"The value that is stored"},"newValue":{"description":"The value that was sent"}}},
  methodNotAllowed: {"type":"object","required":["allowedMethods"],"properties":{"allowedMethods":{"type":"array","items":{"type":"string"}}}},
  contentTooLarge: {"type":"object","properties":{"limit":{"minimum":0,"type":"integer"}}}
} as const
