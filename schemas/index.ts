export * from './details.js'
export * from './envelope.js'
export * from './hal.js'
export * from './multi.js'
