export { collectRoutes } from './document-routes.js'
export { openapiOptions, type OpenapiOptions, type OpenapiTransforms } from './openapi-options.js'
