export * from './details.js'
export * from './envelope.js'
