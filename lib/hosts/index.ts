export { errorHandler, type ErrorHandler, type ErrorHandlerOptions } from './error-handler.js'
export { toEvent, toEventStream, type ErrorEvent } from './events.js'
export { graphqlErrorFormatter, type GraphqlContext, type GraphqlExecution, type GraphqlReply } from './graphql.js'
